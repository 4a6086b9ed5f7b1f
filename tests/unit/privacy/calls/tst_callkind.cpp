// What a call does, by its tool's name and the shape of its arguments.
#include "privacy/calls/calleffect.h"
#include "support/callkindname.h"

#include <QTest>

using namespace mimir;

namespace {

std::string kindOf(std::string_view tool, const std::string &arguments = "{}")
{
    return callKindName(effectOfCall(tool, arguments, {}).kind);
}

} // namespace

class TstCallKind : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesInAnySpelling_data();
    void namesInAnySpelling();
    void shapesOfArguments_data();
    void shapesOfArguments();
    void onlyFilesAreFiles_data();
    void onlyFilesAreFiles();
    void writes();
    void filesWithSecrets_data();
    void filesWithSecrets();
    void environmentsAndStores();
    void linesInOtherMembers();
    void addressesThatGiveOutSecrets();
};

void TstCallKind::namesInAnySpelling_data()
{
    QTest::addColumn<QByteArray>("names");
    QTest::newRow("read") << QByteArray("Read read_file readFile ReadFiles read-file filesystem/read_file "
                                        "fs.readFile mcp__fs__read_text_file "
                                        "mcp__x__read_multiple_files functions.read_file NotebookRead view "
                                        "view_image open_file cat_file get_file "
                                        "get_file_contents file_read load_file READ_FILE read_many_files "
                                        "read_mcp_resource access_mcp_resource changes fsReadFile");
    QTest::newRow("write") << QByteArray(
        "Write write_file functions.apply_patch applyPatch edit_file EditFiles MultiEdit NotebookEdit "
        "create_file "
        "create_new_file save_file str_replace_editor str_replace_based_edit_tool insert_content edit_block "
        "mcp__fs__write_file write_to_file smart_edit patch append_to_file search_replace fsWrite "
        "update_file fsAppend writefile");
    QTest::newRow("search") << QByteArray(
        "Grep grep_search search_files codebase_search SearchText ripgrep mcp__x__search_code Glob list_dir "
        "file_search find_references semantic_search search_file_content file_search.msearch codesearch "
        "usages finder");
    QTest::newRow("shell") << QByteArray(
        "Bash bash shell local_shell container.exec run_terminal_cmd execute_command exec_command "
        "run_shell_command "
        "BashOutput write_stdin PowerShell mcp__desktop__execute_command runInTerminal python execute_code "
        "read_bash write_bash read_process_output command_status");
    QTest::newRow("fetch") << QByteArray(
        "WebFetch web_search fetch browser_navigate open_url mcp__playwright__browser_click");
    QTest::newRow("agent") << QByteArray("Task Agent spawn_agent run_subagent new_task oracle wait");
    QTest::newRow("plan") << QByteArray("TodoWrite TodoRead update_plan ExitPlanMode todo_write");
    QTest::newRow("mcp") << QByteArray("mcp__linear__create_issue mcp__github__list_pull_requests "
                                       "mcp__mail__read_email mcp__notion__update_page");
    QTest::newRow("other") << QByteArray("calculator weather translate");
}

void TstCallKind::namesInAnySpelling()
{
    QFETCH(QByteArray, names);
    for (const QByteArray &name : names.split(' '))
        if (!name.isEmpty())
            QVERIFY2(kindOf(name.toStdString()) == QTest::currentDataTag(),
                qPrintable(name + " is " + QByteArray::fromStdString(kindOf(name.toStdString()))));
}

void TstCallKind::shapesOfArguments_data()
{
    QTest::addColumn<QByteArray>("arguments");
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<bool>("files");
    const auto row = [](const char *arguments, const char *kind, bool files) {
        QTest::newRow(arguments) << QByteArray(arguments) << QByteArray(kind) << files;
    };
    row(R"({"path":"a.c"})", "other", true);
    row(R"({"paths":["a.c","b.c"]})", "other", true);
    row(R"({"deep":{"file_path":"/a"}})", "other", true);
    row(R"({"what":"/srv/a"})", "other", true);
    row(R"({"uri":"file:///srv/a"})", "other", true);
    row(R"({"path":"a.c","content":"x"})", "write", true);
    row(R"("{\"path\":\"a.c\",\"content\":\"x\"}")", "write", true);
    row(R"({"command":"ls"})", "shell", false);
    row(R"({"command":["cat","a.c"]})", "shell", true);
    row(R"({"action":{"command":["bash","-lc","cat a.c"]}})", "shell", true);
    row(R"({"program":"cat","args":["a.c"]})", "shell", true);
    row(R"("cat a.c")", "shell", true);
    row(R"({"url":"https://example.org/a"})", "other", false);
    row(R"({"expression":"1+1"})", "other", false);
    row("null", "other", false);
    row("[1,2]", "other", false);
}

void TstCallKind::shapesOfArguments()
{
    QFETCH(QByteArray, arguments);
    QFETCH(QByteArray, kind);
    QFETCH(bool, files);
    const CallEffect effect = effectOfCall("do_it", arguments.toStdString(), {});
    QCOMPARE(callKindName(effect.kind), kind.toStdString());
    QCOMPARE(effect.files, files);
}

void TstCallKind::onlyFilesAreFiles_data()
{
    QTest::addColumn<QByteArray>("tool");
    QTest::addColumn<QByteArray>("arguments");
    QTest::addColumn<bool>("files");
    const auto row = [](const char *tool, const char *arguments, bool files) {
        QTest::addRow("%s %s", tool, arguments) << QByteArray(tool) << QByteArray(arguments) << files;
    };
    row("Glob", R"({"pattern":"**/*.c"})", false);
    row("list_directory", R"({"path":"/srv"})", false);
    row("Grep", R"({"pattern":"x"})", true);
    row("WebFetch", R"({"url":"https://example.org"})", false);
    row("WebFetch", R"({"url":"file:///etc/hosts"})", true);
    row("TodoWrite", R"({"todos":[{"content":"read /etc/hosts"}]})", false);
    row("Task", R"({"prompt":"look"})", true);
    row("Bash", R"({"command":"ls"})", false);
    row("Bash", R"({"command":"cat a"})", true);
    row("BashOutput", R"({"bash_id":"1"})", true);
    row("write_stdin", R"({"session_id":1,"chars":"ls\n"})", true);
    row("mcp__linear__create_issue", R"({"title":"x","body":"y"})", false);
    row("mcp__x__attach", R"({"path":"a.png"})", true);
    row("python", R"x({"code":"print(open('a').read())"})x", true);
    row("python", R"x({"code":"print(1)"})x", false);
    row("git_show", R"({"revision":"main"})", true);
    row("vcs__git__git_diff_staged", "{}", true);
    row("git", R"({"subcommand":"blame","rev":"main"})", true);
    row("git_log", R"({"args":["-p"]})", true);
    row("mcp__git__run", R"({"command":"status"})", false);
    row("git_status", "{}", false);
    row("mcp__forge__pull", R"({"method":"get_diff","number":7})", true);
    row("mcp__forge__pull", R"({"method":"get_status","number":7})", false);
    row("mcp__nb__get_cells", R"({"index":[1]})", true);
    row("editor_get_selected", "{}", true);
    row("language_hover", R"({"symbol":"x"})", true);
    row("load_chunks", R"({"ids":[4]})", true);
    row("mcp__logseq__get_page", R"({"title":"x"})", true);
    row("mcp__logseq__delete_page", R"({"title":"x"})", false);
    row("handoff", R"({"to":"reviewer"})", true);
    row("mcp__forge__get_commit", R"({"sha":"abc"})", true);
    row("show_commit", R"({"sha":"abc"})", true);
    row("mcp__forge__list_commits", R"({"repo":"a"})", false);
    row("mcp__forge__get_pull_request_files", R"({"number":1})", true);
    row("mcp__forge__get_pull_request", R"({"number":1})", false);
    row("mcp__forge__get_merge_request_diffs", R"({"iid":1})", true);
    row("run_notebook_cell", R"({"cellId":"1"})", true);
    row("execute_cell", R"({"code":"print 1"})", false);
    row("list_code_usages", R"({"symbolName":"settle"})", true);
    row("get_context", "{}", true);
    row("list_contexts", "{}", false);
    row("github_repo", R"({"repo":"a/b","query":"x"})", true);
    row("mcp__postgres__query", R"({"sql":"select 1"})", true);
    row("mcp__sqlite__read_query", R"({"query":"select 1"})", true);
    row("mcp__sqlite__list_tables", "{}", false);
    row("execute_sql", R"({"statement":"select 1"})", true);
    row("mcp__serena__read_memory", R"({"memory_name":"x"})", true);
    row("show_it", R"({"resource":"workspace://a.py"})", true);
    row("show_it", R"({"resource":"https://example.org/page"})", false);
    row("WebFetch", R"({"url":"http://localhost:8000/a.py"})", true);
    row("WebFetch", R"({"url":"http://localhost:8000/status"})", false);
    row("hire", R"({"agent":"reviewer","instructions":"look at it"})", true);
}

void TstCallKind::onlyFilesAreFiles()
{
    QFETCH(QByteArray, tool);
    QFETCH(QByteArray, arguments);
    QFETCH(bool, files);
    QCOMPARE(effectOfCall(tool.toStdString(), arguments.toStdString(), {}).files, files);
}

// {"tool", arguments}: what was given goes into files.
void TstCallKind::writes()
{
    const std::vector<std::pair<const char *, const char *>> calls {
        {"mcp__serena__write_memory", R"({"memory_name":"x","content":"a\nb"})"},
        {"mcp__jupyter__insert_cell", R"({"cell_index":1,"cell_source":"a\nb"})"},
        {"mcp__neovim__edit", R"({"startLine":1,"mode":"insert","lines":"a\nb"})"},
        {"file", R"({"a.py":"a\nb"})"}, {"saveAll", R"([["a.py","a\nb"]])"},
        {"emit", R"({"files":[{"n":"a.py","b":"a\nb"}]})"}};
    for (const auto &[tool, arguments] : calls)
        QVERIFY2(effectOfCall(tool, arguments, {}).writes, tool);
    QVERIFY(!effectOfCall("mcp__linear__edit_issue", R"({"body":"a\nb"})", {}).writes);
}

void TstCallKind::filesWithSecrets_data()
{
    QTest::addColumn<QByteArray>("tool");
    QTest::addColumn<QByteArray>("arguments");
    QTest::addColumn<bool>("secrets");
    const auto row = [](const char *tool, const char *arguments, bool secrets = true) {
        QTest::addRow("%s %s", tool, arguments) << QByteArray(tool) << QByteArray(arguments) << secrets;
    };
    row("Read", R"({"file_path":"/srv/.env"})");
    row("readFiles", R"({"paths":["a.c","/srv/.env"]})");
    row("Read", R"({"uri":"file:///srv/.env?x=1"})");
    row("Read", R"({"path":"config","cwd":"/home/ada/.kube"})");
    row("Grep", R"({"pattern":"A","path":".env"})");
    row("Write", R"({"file_path":".env","content":"A=1"})");
    row("apply_patch", R"({"input":"*** Begin Patch\n*** Update File: .env\n+A=1"})");
    row("apply_patch", R"("*** Begin Patch\n*** Add File: .env\n+A=1")");
    row("mcp__x__show", R"({"target":"./.env"})");
    row("Bash", R"({"command":"cat config","workdir":"/home/ada/.kube"})");
    row("Read", R"("{\"file_path\":\"/srv/.env\"}")");
    row("Read", R"({"file_path":"/srv/a.c"})", false);
    row("Write", R"({"file_path":"a.rst","content":"see .env"})", false);
    row("Glob", R"({"pattern":".env*"})", false);
    row("Task", R"({"prompt":"read .env"})", false);
}

void TstCallKind::filesWithSecrets()
{
    QFETCH(QByteArray, tool);
    QFETCH(QByteArray, arguments);
    QFETCH(bool, secrets);
    QCOMPARE(effectOfCall(tool.toStdString(), arguments.toStdString(), {}).secrets, secrets);
}

void TstCallKind::environmentsAndStores()
{
    QVERIFY(effectOfCall("get_env", "{}", {}).environment);
    QVERIFY(effectOfCall("mcp__render__list_environment_variables", "{}", {}).environment);
    QVERIFY(effectOfCall("Read", R"({"file_path":"/proc/self/environ"})", {}).environment);
    QVERIFY(effectOfCall("mcp__vault__read_secret", "{}", {}).secrets);
    QVERIFY(effectOfCall("run_command", "null", "env").environment);
    QVERIFY(!effectOfCall("create_environment", "{}", {}).environment);
    QVERIFY(effectOfCall("mcp__podman__container_inspect", R"({"id":"a"})", {}).environment);
    QVERIFY(effectOfCall("deno_eval", R"x({"expression":"Deno.env.get('A')"})x", {}).environment);
    QVERIFY(effectOfCall("python", R"({"code":"x = 1\n!env"})", {}).environment);
    QVERIFY(effectOfCall("jupyter", R"({"code":"%%sh\nprintenv"})", {}).environment);
    for (const char *tool :
        {"mcp__bitwarden__get_item", "mcp__keychain__find", "mcp__vault__read", "get_cookies", "keyring_get"})
        QVERIFY2(effectOfCall(tool, R"({"item":"a"})", {}).secrets, tool);
    QVERIFY(effectOfCall("browser_evaluate", R"x({"function":"() => document.cookie"})x", {}).secrets);
    for (const char *tool : {"getenv", "mcp__proc__environ", "mcp__railway__list-variables",
             "mcp__heroku__get_app_config", "mcp__terraform__output", "terraform_output"})
        QVERIFY2(effectOfCall(tool, R"({"name":"a"})", {}).environment, tool);
    for (const char *tool : {"mcp__supabase__get_anon_key", "create_api_key", "get_connection_string"})
        QVERIFY2(effectOfCall(tool, R"({"name":"a"})", {}).secrets, tool);
    for (const char *tool : {"press_key", "get_token_usage", "mcp__figma__get_variables", "count_tokens"}) {
        const CallEffect effect = effectOfCall(tool, R"({"name":"a"})", {});
        QVERIFY2(!effect.isStrict(), tool);
    }
    for (const char *tool : {"accept_cookies", "mcp__obsidian__get_note", "mcp__bitwarden__lock"})
        QVERIFY2(!effectOfCall(tool, R"({"item":"a"})", {}).secrets, tool);
}

void TstCallKind::linesInOtherMembers()
{
    const auto effect = [](std::string_view tool, const std::string &arguments) {
        return effectOfCall(tool, arguments, {});
    };
    QVERIFY(
        effect("mcp__aws__call_aws", R"({"cli_command":"aws secretsmanager get-secret-value --secret-id x"})")
            .secrets);
    QVERIFY(effect("mcp__cloud__call", R"({"gcloudCmd":"cat notes.txt"})").files);
    QVERIFY(effect("mcp__cluster__kubectl_get", R"({"resourceType":"secret","name":"db"})").secrets);
    QVERIFY(!effect("mcp__aws__call_aws", R"({"cli_command":"aws s3 ls"})").isStrict());
    QVERIFY(!effect("mcp__cluster__kubectl_get", R"({"resourceType":"pod","name":"db"})").isStrict());
    QVERIFY(!effect("mcp__terraform__search_modules", R"({"query":"output"})").isStrict());
}

void TstCallKind::addressesThatGiveOutSecrets()
{
    const auto asked = [](std::string_view tool, const std::string &address) {
        return effectOfCall(tool, "{\"url\":\"" + address + "\",\"code\":\"get('" + address + "')\"}", {});
    };
    const std::string local = "http://localhost:8080/actuator/";
    for (const char *tool : {"WebFetch", "python"}) {
        QVERIFY(asked(tool, "http://169.254.169.254/latest/user-data").secrets);
        QVERIFY(asked(tool, "http://metadata.google.internal/computeMetadata/v1/?recursive=true").secrets);
        QVERIFY(asked(tool, local + "env").environment);
        QVERIFY(!asked(tool, local + "health").isStrict());
    }
}

QTEST_GUILESS_MAIN(TstCallKind)
#include "tst_callkind.moc"
