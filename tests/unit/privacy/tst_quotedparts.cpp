// Patches in calls, and what programs put around a prompt of a person's files: what of it is sent, and what stays readable.
#include "core/json/jsonparts.h"
#include "privacy/withholding.h"

#include <QTest>

using namespace mimir;

namespace {

wire::Item item(EntityType type, std::initializer_list<std::pair<const char *, std::string>> fields)
{
    wire::Item made;
    made.record.type = type;
    made.record.id = "x1";
    for (const auto &[name, value] : fields)
        made.record.fields.set(name, *json::canonical(value));
    return made;
}

std::string sent(wire::Item item, PrivacyLevel level = PrivacyLevel::Redacted)
{
    withhold(item, level, SecretScanner("key"));
    return item.record.toJson();
}

std::string ofMessage(const std::string &text, PrivacyLevel level = PrivacyLevel::Redacted)
{
    return sent(item(EntityType::Message, {{"role", "\"user\""}, {"content", json::quoted(text)}}), level);
}

bool holds(const std::string &json, std::string_view text)
{
    return json.find(text) != std::string::npos;
}

const std::string kFiles = "*** Begin Patch\n*** Update File: src/berth.cpp\n@@ class Berth\n keep hidden1\n"
                           "-old hidden2;\n+new hidden3(\"it's\");\n*** Add File: docs/berth.txt\n+hidden4\n"
                           "*** Delete File: src/pier.cpp\n*** End Patch";
const std::string kDiff = "--- a/src/berth.cpp\n+++ b/src/berth.cpp\n@@ -1,3 +1,3 @@\n keep hidden1\n"
                          "-old hidden2;\n+new hidden3;\n hidden4\n";

} // namespace

class TstQuotedParts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void patchesInCalls_data();
    void patchesInCalls();
    void patchesOfFilesWithSecrets();
    void whatIsNoPatchIsStillAPatchesWord();
    void otherTextsOfCallsStay();
    void partsOfMessages_data();
    void partsOfMessages();
    void partsOfFilesWithSecrets();
    void whatPeopleWriteStays_data();
    void whatPeopleWriteStays();
    void whatStandsForAPatchStays();
    void whatProgramsSayIsContent_data();
    void whatProgramsSayIsContent();
    void whatIsTypedIntoAProgramMayBeAPassword_data();
    void whatIsTypedIntoAProgramMayBeAPassword();
    void skillsAreFiles();
    void environmentsBehindATag();
    void textForAnotherShell();
    void manyMarksAreNoWork();
    void plansQuoteLikeMessages();
    void membersNextToAPath();
};

// Agents put files, skills, instructions and output around prompts in forms of their own, in messages of their own.
void TstQuotedParts::whatProgramsSayIsContent_data()
{
    QTest::addColumn<QByteArray>("role");
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("stays");
    const auto row = [](const char *what, const char *role, const char *kind, const char *text, bool stays) {
        QTest::newRow(what) << QByteArray(role) << QByteArray(kind) << QByteArray(text) << stays;
    };
    row("a file with numbers", "user", "notice", "<file>\n00001| marked\n00002| more\n</file>", false);
    row("a path and contents", "user", "notice", "<path>/home/ada/a.c</path>\n<content>\nmarked\n</content>",
        false);
    row("instructions", "system", "notice", "Instructions from: /home/ada/AGENTS.md\nmarked", false);
    row("a skill", "user", "notice", "Base directory for this skill: /home/ada/s\n\n# Deploy\nmarked", false);
    row("output", "system", "command", "<local-command-stdout>HOST=marked\nB=c</local-command-stdout>",
        false);
    row("a long line", "user", "notice",
        "marked marked marked marked marked marked marked marked marked marked marked marked marked marked "
        "marked "
        "marked marked marked marked marked marked marked marked marked",
        false);
    row("a skill of another agent", "user", "notice", "<skill>\n<name>x</name>\nmarked\n</skill>", false);
    row("what happened", "user", "notice", "[Request interrupted by user: marked]", true);
    row("a command", "user", "command",
        "<command-name>/model</command-name>\n<command-message>model</command-message>\n"
        "<command-args>marked</command-args>",
        true);
    row("a command and more", "user", "command", "<command-name>/review</command-name>\nmarked", false);
    row("what a person writes", "user", "prompt", "Two lines\nof marked text", true);
    row("what a model writes", "assistant", "notice", "Two lines\nof marked text", true);
}

void TstQuotedParts::whatProgramsSayIsContent()
{
    QFETCH(QByteArray, role);
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, text);
    QFETCH(bool, stays);
    const auto message = item(EntityType::Message,
        {{"role", '"' + role.toStdString() + '"'}, {"kind", '"' + kind.toStdString() + '"'},
            {"content", json::quoted(text.toStdString())}});
    QCOMPARE(holds(sent(message), "marked"), stays);
    QVERIFY(holds(sent(message, PrivacyLevel::Full), "marked"));
}

void TstQuotedParts::whatIsTypedIntoAProgramMayBeAPassword_data()
{
    QTest::addColumn<QByteArray>("tool");
    QTest::addColumn<QByteArray>("member");
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<bool>("stays");
    QTest::newRow("codex") << QByteArray("write_stdin") << QByteArray("chars") << QByteArray("Tr0ub4dor\n")
                           << false;
    QTest::newRow("copilot") << QByteArray("write_bash") << QByteArray("input") << QByteArray("hunter2!")
                             << false;
    QTest::newRow("keys") << QByteArray("send_keys_to_terminal") << QByteArray("keys") << QByteArray("S3same")
                          << false;
    QTest::newRow("an answer") << QByteArray("write_stdin") << QByteArray("chars") << QByteArray("y\n")
                               << true;
    QTest::newRow("a key") << QByteArray("write_stdin") << QByteArray("chars") << QByteArray("\x03") << true;
    QTest::newRow("a command") << QByteArray("write_stdin") << QByteArray("chars")
                               << QByteArray("make test\n") << true;
    QTest::newRow("a word") << QByteArray("write_stdin") << QByteArray("chars") << QByteArray("quit\n")
                            << true;
}

void TstQuotedParts::whatIsTypedIntoAProgramMayBeAPassword()
{
    QFETCH(QByteArray, tool);
    QFETCH(QByteArray, member);
    QFETCH(QByteArray, typed);
    QFETCH(bool, stays);
    const std::string quoted = json::quoted(typed.toStdString());
    const auto call = item(EntityType::ToolCall,
        {{"tool_name", '"' + tool.toStdString() + '"'},
            {"arguments", "{\"session_id\":7,\"" + member.toStdString() + "\":" + quoted + '}'}});
    for (const PrivacyLevel level : {PrivacyLevel::Redacted, PrivacyLevel::Full})
        QCOMPARE(holds(sent(call, level), quoted), stays);
}

// The first line is part of it, and the list is long enough only with it.
void TstQuotedParts::environmentsBehindATag()
{
    for (const char *text :
        {"<local-command-stdout>HOME=/home/ada\nPATH=/bin\nLANG=C\nFOO=hidden</local-command-stdout>",
            "<out>export SHELL=/hidden\nexport HOME=/home/ada\nexport PATH=/bin\nexport FOO=hidden",
            "> HOME=/home/ada\n> PATH=/bin\n> LANG=C\n> FOO=hidden\n> ",
            "docker run -e 'HOME=/home/ada' -e PATH=/bin -e 'FOO=hidden one' image",
            "<environment_context>\n<cwd>/x</cwd>\n<env>FOO=hidden</env></environment_context>"})
        for (const PrivacyLevel level : {PrivacyLevel::Redacted, PrivacyLevel::Full})
            QVERIFY2(!holds(ofMessage(text, level), "hidden"), text);
}

void TstQuotedParts::textForAnotherShell()
{
    for (const char *line : {"ssh h 'cat > f.py' <<< 'hidden'", "perl -0pi -e 's/old/hidden/' f.py",
             "kubectl create secret generic s --from-literal=k=hidden",
             "kubectl create secret generic s --from-literal 'k=hidden'"}) {
        const std::string left = sent(item(EntityType::ToolCall,
            {{"tool_name", "\"Bash\""}, {"arguments", "{\"command\":" + json::quoted(line) + '}'}}));
        QVERIFY2(!holds(left, "hidden"), left.c_str());
    }
}

void TstQuotedParts::skillsAreFiles()
{
    for (const char *tool : {"Skill", "SlashCommand", "use_skill"}) {
        const std::string left = sent(item(EntityType::ToolCall,
            {{"tool_name", '"' + std::string(tool) + '"'}, {"arguments", R"({"skill":"deploy"})"},
                {"result", R"("# Deploy\nhidden steps")"}}));
        QVERIFY2(!holds(left, "hidden"), tool);
        QVERIFY2(holds(left, "deploy"), tool);
    }
}

void TstQuotedParts::patchesInCalls_data()
{
    QTest::addColumn<QByteArray>("tool");
    QTest::addColumn<QByteArray>("arguments");
    QTest::addColumn<bool>("namesFile");
    const auto row = [](const char *name, const char *tool, const std::string &arguments, bool namesFile) {
        QTest::newRow(name) << QByteArray(tool) << QByteArray::fromStdString(arguments) << namesFile;
    };
    const auto words = [](const std::string &last, const std::string &first = "\"apply_patch\"") {
        return "{\"command\":[" + first + "," + json::quoted(last) + "],\"workdir\":\"/home/ada/web\"}";
    };
    const std::string here = "apply_patch <<'EOF'\n" + kFiles + "\nEOF\n";
    row("words", "shell", words(kFiles), true);
    row("words, as a text", "shell", json::quoted(words(kFiles)), true);
    row("words, joined lines", "shell", words("*** Begin Patch *** Update File: src/a.c @@ -hidden +hidden2"),
        false);
    row("words, cut off", "shell", words(kFiles.substr(0, kFiles.size() - 20)), true);
    row("words, CRLF", "shell",
        words("*** Begin Patch\r\n*** Update File: src/berth.cpp\r\n+hidden\r\n*** End Patch"), true);
    row("a shell", "shell", words(here, R"("bash","-lc")"), true);
    row("a shell and more", "shell", words("cd web && " + here + "git status", R"("bash","-lc")"), true);
    row("a line", "exec_command", "{\"cmd\":" + json::quoted(here) + "}", true);
    row("a line with a shell", "shell",
        "{\"command\":" + json::quoted("bash -lc \"apply_patch <<'EOF'\n" + kFiles + "\nEOF\"") + "}", false);
    row("a line, quoted", "shell",
        "{\"command\":"
            + json::quoted("apply_patch '*** Begin Patch\n*** Update "
                           "File: src/berth.cpp\n+hidden\n*** End Patch'")
            + "}",
        true);
    row("a line, not quoted", "shell", "{\"command\":" + json::quoted("apply_patch " + kFiles) + "}", true);
    row("a line, escaped", "shell",
        R"({"command":"[\"apply_patch\",\"*** Begin Patch\\n*** Update File: src/a.c\\n+hidden\\n*** End Patch\"]"})",
        false);
    row("a diff", "shell", words("git apply - <<'E'\n" + kDiff + "E\n", R"("sh","-c")"), false);
    row("a diff, quoted", "shell", words(kDiff, R"("./tools/review")"), true);
    row("a diff for a server", "mcp__forge__comment", "{\"note\":" + json::quoted("See:\n" + kDiff) + "}",
        true);
    row("what an agent is asked", "Task", "{\"prompt\":" + json::quoted("Review it.\n" + kDiff) + "}", true);
    row("a plan", "update_plan", "{\"steps\":[" + json::quoted(kFiles) + "]}", true);
}

void TstQuotedParts::patchesInCalls()
{
    QFETCH(QByteArray, tool);
    QFETCH(QByteArray, arguments);
    QFETCH(bool, namesFile);
    const auto call = item(EntityType::ToolCall,
        {{"tool_name", json::quoted(tool.toStdString())}, {"arguments", arguments.toStdString()}});
    const std::string left = sent(call);
    QVERIFY2(!holds(left, "hidden") && holds(left, "lines of a file]"), left.c_str());
    QVERIFY2(!namesFile || holds(left, "src/berth.cpp"), left.c_str());
    QVERIFY2(
        !arguments.contains("apply_patch") || holds(left, "apply_patch") || holds(left, "bash -lc [withheld"),
        left.c_str());
    QVERIFY2(!arguments.contains("git status") || holds(left, "git status"), left.c_str());
    QVERIFY(holds(sent(call, PrivacyLevel::Full), "hidden"));
    const std::string entry = sent(item(EntityType::AuditLog,
        {{"event_type", "\"tool\""}, {"action", json::quoted(tool.toStdString())},
            {"args", arguments.toStdString()}, {"command", arguments.toStdString()}}));
    QVERIFY2(!holds(entry, "hidden"), entry.c_str());
    const auto given = json::objectIn(arguments.toStdString());
    if (!given || !given->find("command"))
        return;
    const std::string command = sent(item(EntityType::AuditLog,
        {{"event_type", "\"command\""}, {"action", "\"shell\""}, {"command", *given->find("command")}}));
    QVERIFY2(!holds(command, "hidden"), command.c_str());
}

void TstQuotedParts::patchesOfFilesWithSecrets()
{
    const std::string patch = "*** Begin Patch\n*** Update File: src/a.c\n+readable\n*** Update File: .env\n"
                              "+PLACE hidden\n*** End Patch";
    for (const std::string &command : {"[\"apply_patch\"," + json::quoted(patch) + "]",
             json::quoted("apply_patch <<'EOF'\n" + patch + "\nEOF"), json::quoted("apply_patch " + patch)}) {
        const std::string left
            = sent(item(EntityType::ToolCall,
                       {{"tool_name", "\"shell\""}, {"arguments", "{\"command\":" + command + "}"}}),
                PrivacyLevel::Full);
        QVERIFY2(!holds(left, "hidden") && holds(left, "readable"), left.c_str());
        QVERIFY2(holds(left, "[withheld a file with secrets]"), left.c_str());
    }
    const std::string diff = "--- a/.env\n+++ b/.env\n@@ -1 +1 @@\n-PLACE hidden\n+PLACE hidden2\n";
    QVERIFY(!holds(ofMessage("words\n" + diff, PrivacyLevel::Full), "hidden"));
}

void TstQuotedParts::whatIsNoPatchIsStillAPatchesWord()
{
    const std::string left = sent(item(EntityType::ToolCall,
        {{"tool_name", "\"shell\""},
            {"arguments", R"({"command":["apply_patch","int hidden();\nint b;"]})"}}));
    QVERIFY2(!holds(left, "hidden") && holds(left, "apply_patch"), left.c_str());
}

void TstQuotedParts::otherTextsOfCallsStay()
{
    for (const char *command :
        {"grep -rn '*** Begin Patch' src", "git commit -m 'Add --- and +++ to the words'",
            "printf '%s\\n' '*** done ***' '+++ 7'", "ls -- '--- a'"}) {
        const std::string arguments = "{\"command\":" + json::quoted(command) + "}";
        const auto call = item(EntityType::ToolCall, {{"tool_name", "\"Bash\""}, {"arguments", arguments}});
        QVERIFY2(holds(sent(call), arguments), command);
    }
}

void TstQuotedParts::partsOfMessages_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const std::string &text) {
        QTest::newRow(name) << QByteArray::fromStdString(text);
    };
    const std::string context = "# Context from my IDE setup:\n\n## Active file: src/berth.cpp\n\n";
    const std::string selection = "## Active selection of the file:\n";
    const std::string request = "## My request for Codex:\nwords stay\n";
    row("selection", context + selection + "int hidden();\n\nint hidden2;\n\n" + request);
    row("selection before tabs",
        context + selection + "int hidden();\n\n## Open tabs:\n- berth.cpp: src/berth.cpp\n\n" + request);
    row("selection with headings",
        context + selection + "# Title\n## Part\nhidden\n### hidden2\n## Other\nhidden3\n" + request);
    row("selection with a fence",
        context + selection + "a.txt:\n```\nhidden\n" + request + "```\nwords stay");
    row("selection before another heading", context + selection + "int hidden();\n## A question\nwords stay");
    row("selection, CRLF",
        context + selection + "int hidden();\r\n\r\n## My request for Codex:\r\nwords stay");
    row("selection at the end", "words stay\n" + context + selection + "int hidden();");
    const std::string header = "# AGENTS."
                               "md instructions for /home/ada/web\n\n";
    row("instructions", header + "<INSTRUCTIONS>\nUse hidden.\n</INSTRUCTIONS>\nwords stay");
    row("instructions with a tag",
        header + "<INSTRUCTIONS>\nUse </INSTRUCTIONS> hidden.\n</INSTRUCTIONS>\nwords stay");
    row("instructions, cut off", "words stay\n" + header + "<INSTRUCTIONS>\nUse hidden.\n");
    row("instructions on one line", header + "<INSTRUCTIONS>Use hidden.</INSTRUCTIONS>\nwords stay");
    row("user instructions", "<user_instructions>\n\nUse hidden.\n\n</user_instructions>words stay");
    row("user instructions within", "words stay <user_instructions>a\nhidden</user_instructions>");
    const std::string open = "<system-reminder>\n", close = "\n</system-reminder>\n";
    row("reminder",
        "words stay\n" + open + "The file was opened:\n     1\u2192int hidden();\n     2\u2192hidden"
            + close);
    row("reminder, one line", open + "Around line 7:\n     7\u2192int hidden();" + close + "words stay");
    row("reminder, gaps",
        open + "Parts:\n    12\u2192hidden\n    40\u2192hidden\n...\n    97\u2192hidden" + close
            + "words stay");
    row("reminder, narrow", open + "words stay:\n1\u2192hidden\n2\u2192hidden\n" + close);
    row("reminder, tabs", open + "words stay\n    11\tint hidden();\n" + close);
    row("reminder, narrow tabs", open + "words stay\n1\thidden\n2\thidden\n3\thidden" + close);
    row("reminder, two",
        open + "     1\u2192hidden" + close + "words stay" + open + "     1\u2192hidden" + close);
    row("reminder, cut off", "words stay" + open + "x\n     1\u2192hidden\n     2\u2192hidden");
    row("reminder, project",
        open
            + "# words stay\n\nContents of /home/ada/web/CLAUDE.md (project instructions):\n\n"
              "# Hidden\nUse hidden.\n\nContents of /home/ada/.claude/CLAUDE.md (private):\nhidden\n"
            + close);
    row("reminder, patch", open + "words stay\n" + kDiff + close);
    const std::string print = "<local-command-stdout>", end = "</local-command-stdout>";
    row("output, lines", print + "a.c\n     1\u2192int a;\n     2\u2192hidden\nhidden" + end + "words stay");
    row("output, patch", print + "diff --git a/a.c b/a.c\n" + kDiff + end + "words stay");
    row("output, coloured",
        print
            + "\x1b[1m--- a/a.c\x1b[0m\n\x1b[1m+++ b/a.c\x1b[0m\n\x1b[36m@@ -1 +1 @@\x1b[0m\n"
              "\x1b[31m-hidden\x1b[0m"
            + end + "words stay");
    row("output, files", print + kFiles + end + "words stay");
    row("lines in a prompt", "words stay\n     9\u2192int hidden();\n    10\u2192hidden\nwords");
    row("files in a prompt", "words stay\n" + kFiles + "\nwords");
    row("files in a fence", "words stay\n```\n" + kFiles + "\n```\nwords");
    row("diff in a prompt", "words stay\n" + kDiff + "\nwords stay");
    row("diff that is counted badly",
        "words stay\n--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n hidden\n-hidden\n+hidden\n\nwords");
    row("diff without counts", "words stay\n--- a/a.c\n+++ b/a.c\n@@ x @@\n hidden\n\n+hidden\n\nwords");
    row("diff without signs",
        "words stay\n--- a/a.c\n+++ b/a.c\n@@ -1,3 +1,3 @@\nhidden\n-hidden\n+hidden\nhidden\nwords");
    row("gemini",
        "words stay\n--- Content from referenced files ---\nContent from @a.py:\nhidden\n\nhidden\n"
        "--- End of content ---\n");
    row("repomix", "words stay\n================\nFile: src/a.py\n================\nhidden\n");
    row("files to prompt", "words stay\n\nsrc/a.py\n---\nhidden\n---\n");
    row("terminal", "words stay\n$ cat a.py\nhidden\n\nhidden\n$ ls\na.py\n");
    row("terminal with a host", "words stay\nada@web:~/shop$ cat a.py\nhidden\nada@web:~/shop$ ");
    row("matches", "words stay\nsrc/a.py:1:hidden\nsrc/a.py:2:    hidden\nsrc/a.py:3:\n");
    row("instructions in a prompt",
        "words stay\nContents of /home/ada/CLAUDE."
        "md (project instructions):\n\nhidden\n");
    row("a result with a name",
        "words stay\n[read_file for 'a.py'] Result:\n\n<files><file><path>a.py</path>hidden</file></files>");
    row("write_to_file",
        "words stay\n<write_to_file>\n<path>a.py</path>\n<content>\nhidden\n</content>\n"
        "</write_to_file>");
    row("invoke",
        "words stay\n<function_calls>\n<invoke name=\"Write\">\n<parameter "
        "name=\"file_path\">a.py</parameter>\n<parameter name=\"content\">hidden</parameter>\n"
        "</invoke>\n</function_calls>");
    row("function results", "words stay\n<function_results>\n<stdout>hidden</stdout>\n</function_results>");
    row("tool response", "words stay\n<tool_response>\nhidden\n</tool_response>");
    row("tool call",
        "words stay\n<tool_call>\n{\"name\":\"write_file\",\"arguments\":{\"path\":\"a.py\","
        "\"content\":\"hidden\"}}\n</tool_call>\n");
    row("contents in a sentence", "words stay\nHere is the full content of src/a.py:\n\n```\nhidden\n```\n");
    row("shell command",
        "words stay\n<user_shell_command>\n<command>\ncat a.py\n</command>\n<result>\n"
        "hidden\n</result>\n</user_shell_command>");
    row("one hunk", "words stay\n@@ -1,2 +1,2 @@ void f()\n-hidden\n+hidden\n hidden\n\nwords");
}

void TstQuotedParts::partsOfMessages()
{
    QFETCH(QByteArray, text);
    const std::string left = ofMessage(text.toStdString());
    QVERIFY2(!holds(left, "hidden") && holds(left, "lines of a file]"), left.c_str());
    QVERIFY2(holds(left, "words stay") || !text.contains("words stay"), left.c_str());
    QVERIFY2(!text.contains("Active file: ") || holds(left, "src/berth.cpp"), left.c_str());
    QVERIFY2(!text.contains("# AGENTS.") || holds(left, "/home/ada/web"), left.c_str());
    QVERIFY(holds(ofMessage(text.toStdString(), PrivacyLevel::Full), "hidden"));
    const std::string blocks = "[{\"type\":\"text\",\"text\":" + json::quoted(text.toStdString()) + "}]";
    for (const char *field : {"thinking", "metadata", "blocks"}) {
        const auto made = item(EntityType::Message, {{"role", "\"user\""}, {field, blocks}});
        QVERIFY2(!holds(sent(made), "hidden"), field);
    }
}

void TstQuotedParts::partsOfFilesWithSecrets()
{
    for (const char *text :
        {"# Context from my IDE setup:\n## Active file: .env\n## Active selection of the file:\nhidden",
            "<system-reminder>\nNote: /a/.env was opened:\n     1\u2192hidden\n</system-reminder>",
            "/a/.env\n     1\u2192hidden\n     2\u2192hidden\n"}) {
        const std::string left = ofMessage(text, PrivacyLevel::Full);
        QVERIFY2(!holds(left, "hidden") && holds(left, "[withheld a file with secrets]"), left.c_str());
    }
}

void TstQuotedParts::whatPeopleWriteStays_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const char *text) { QTest::newRow(name) << QByteArray(text); };
    row("list", "1. do this\n2. do that\n3. and the rest");
    row("headings", "## Plan\nfirst this\n## Active work\nthen that\n### Selection\nlast");
    row("table", "| n | what |\n|---|---|\n| 1 | this |\n| 2 | that |");
    row("table of tabs", "1\tapples\n2\tpears\n3\tplums");
    row("log", "12:00:01 start\n  7: warning\n  8: error\n  9 | done");
    row("changes of a state", "1\u21922 on open\n2\u21923 on close\n3\u21921 on reset\n  10\u219211 later\n");
    row("arrows", "src \u2192 build \u2192 dist\n     x\u2192y");
    row("marks", "*** done ***\n--- next\n+++ more +++\n*** Begin Patch\nis how one begins.");
    row("system calls", "--- SIGCHLD {si_signo=SIGCHLD} ---\n+++ exited with 0 +++\n");
    row("front matter", "---\ntitle: x\n---\n+++\ntitle = 1\n+++\n");
    row("list of minus", "Pros:\n+ fast\n+ small\nCons:\n- new\n@@ ask ada @@");
    row("agents",
        "# AGENTS."
        "md\nWrite one with instructions for the tests, in <INSTRUCTIONS>.");
    row("instructions of a person", "<INSTRUCTIONS>\nkeep it short\n</INSTRUCTIONS>");
    row("a name of a tag", "The tags `<user_instructions>` and `</user_instructions>` are of Codex.");
    row("context without a selection",
        "# Context from my IDE setup:\n\n## Active file: src/a.c\n\n## Open tabs:\n- a.c: src/a.c\n\n"
        "## My request for Codex:\nrename it");
    row("terminal of a program", "$ semver 1.2.3 -i minor --preid beta\n1.3.0\n\nIt says so.\n");
    row("terminal of a build", "$ npm test\n12 passed\n$ git status\nOn branch main\n");
    row("errors of a compiler",
        "src/a.c:12:5: error: no such name\nsrc/a.c:14:1: note: here\n"
        "a.py:12: error: no name\na.py:14: note: here\n");
    row("rules", "Title\n=====\nfirst\n\nPart\n---\nsecond\n==========\nthird\n");
    row("quotation", "> cat a.c\n> that was it\n100% sure, $ 5 each\n");
    row("markup", "<div>\n<path d=\"M0 0\">\n<content>some words</content>\n</div>");
    row("reminder",
        "<system-reminder>\n1. The list is empty.\n2. Do not mention it.\n12345\tbash\n</system-reminder>");
    row("command",
        "<command-name>/cost</command-name>\n<local-command-stdout>Total: 1.20\n  3 "
        "files\n</local-command-stdout>");
}

void TstQuotedParts::whatPeopleWriteStays()
{
    QFETCH(QByteArray, text);
    auto made
        = item(EntityType::Message, {{"role", "\"user\""}, {"content", json::quoted(text.toStdString())}});
    const std::string before = made.record.toJson();
    const std::string left = sent(made);
    QVERIFY2(left == before, left.c_str());
}

// What comes back from a server is sent as it is, if it ever is sent again.
void TstQuotedParts::whatStandsForAPatchStays()
{
    const std::string context = "# Context from my IDE setup:\n## Active selection of the file:\nint a;\n"
                                "## My request for Codex:\nx";
    for (const std::string &text : {kFiles, kDiff, context}) {
        wire::Item once = item(EntityType::Message, {{"content", json::quoted(text)}});
        withhold(once, PrivacyLevel::Redacted, SecretScanner("key"));
        QCOMPARE(sent(once), once.record.toJson());
        wire::Item call = item(EntityType::ToolCall,
            {{"tool_name", "\"shell\""},
                {"arguments", "{\"command\":[\"apply_patch\"," + json::quoted(text) + "]}"}});
        withhold(call, PrivacyLevel::Redacted, SecretScanner("key"));
        QCOMPARE(sent(call), call.record.toJson());
    }
}

// Linear: each of these would take minutes if it were looked at once more for each line.
void TstQuotedParts::manyMarksAreNoWork()
{
    const auto many = [](const char *text) { return QByteArray(text).repeated(40000).toStdString(); };
    for (const std::string &text : {many("*** Update File: a.c\nwords\n"), many("*** Begin Patch\nwords\n"),
             many("--- a.c\n+++ a.c\n\n"), "--- a.c\n+++ a.c\n@@ x\n" + many("\n"),
             many("<system-reminder>\n"),
             many("# AGENTS."
                  "md instructions for x\n"),
             many("<user_instructions>\n"), many("## Active selection\n"), many("<tool_response>\n"),
             many("<path>a.c</path>"), many("<path>a.c</path><content>"), many("$ cat a.c\n"),
             many("a.c\n---\n"), many("a.c:1:x\n"), many("<local-command-stdout>")})
        ofMessage(text);
}

void TstQuotedParts::plansQuoteLikeMessages()
{
    const std::string fence = json::quoted("words stay\n\n`src/a.py`:\n```python\nhidden\n```\n");
    const std::string files = R"({"plan":"words stay","files":[{"n":"a.py","b":"hidden\nmore"}]})";
    for (const auto &[tool, given] : {std::pair("ExitPlanMode", "{\"plan\":" + fence + "}"),
             std::pair("update_plan", "{\"plan\":[{\"step\":" + fence + "}]}"),
             std::pair("AskUserQuestion", "{\"questions\":[{\"question\":" + fence + "}]}"),
             std::pair("CreatePlan", files)}) {
        const auto made
            = item(EntityType::ToolCall, {{"tool_name", json::quoted(tool)}, {"arguments", given}});
        const std::string left = sent(made);
        QVERIFY2(!holds(left, "hidden") && holds(left, "words stay"), left.c_str());
        QVERIFY(holds(sent(made, PrivacyLevel::Full), "hidden"));
    }
}

// Where a member names a file, its neighbours with lines are what is in it.
void TstQuotedParts::membersNextToAPath()
{
    for (const char *value :
        {R"([{"path":"a.py","text":"hidden\nmore"}])", R"({"file":"a.py","selected":"hidden\nx"})",
            R"({"snapshot":{"backups":{"a.py":{"content":"hidden"}}}})",
            R"([{"inlineData":{"mimeType":"text/plain","data":"hidden"}}])",
            R"("{\"path\":\"a.py\",\"content\":\"hidden\\nmore\"}")"}) {
        const auto made = item(EntityType::Message, {{"role", "\"user\""}, {"extra", value}});
        QVERIFY2(!holds(sent(made), "hidden"), value);
        QVERIFY2(holds(sent(made, PrivacyLevel::Full), "hidden"), value);
    }
    const auto made = item(EntityType::Message, {{"role", "\"function\""}, {"content", "\"hidden\""}});
    QVERIFY(!holds(sent(made), "hidden"));
    for (const char *value :
        {R"({"title":"a\nb","url":"https://example.org"})", R"({"text":"see a.py\nmore"})"}) {
        const auto plain = item(EntityType::Message, {{"role", "\"user\""}, {"extra", value}});
        QVERIFY2(holds(sent(plain), value), value);
    }
}

QTEST_GUILESS_MAIN(TstQuotedParts)
#include "tst_quotedparts.moc"
