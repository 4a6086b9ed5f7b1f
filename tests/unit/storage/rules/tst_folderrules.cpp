// What is set for a folder applies to every spelling of it, through links, to paths that do not exist yet and
// to links that are created later.
#include "core/folderpath.h"
#include "support/storefixture.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <set>

using namespace mimir;
using namespace mimir::test;

namespace {

using Kind = PrivacyRule::Kind;
using Ids = std::set<std::string>;

struct Fixture : StoreFixture {
    Fixture()
    {
        signIn();
        QDir(folder.path()).mkpath(QStringLiteral("secret/inner"));
        QDir(folder.path()).mkpath(QStringLiteral("other"));
        link("secret", "link");
    }
    std::string at(const std::string &name) const { return folder.path().toStdString() + '/' + name; }
    void link(const std::string &target, const std::string &name) const
    {
        QFile::remove(QString::fromStdString(at(name)));
        QVERIFY(QFile::link(QString::fromStdString(at(target)), QString::fromStdString(at(name))));
    }
    void rule(const std::string &path, PrivacyLevel level = PrivacyLevel::Nothing)
    {
        QVERIFY(store->privacyRules().set({Kind::Workspace, path, level}));
    }
    /// By this program.
    void in(const std::string &id, const std::string &workspace)
    {
        QVERIFY(store->backend().write(
            record(EntityType::Conversation, id, {{"workspace", json::quoted(workspace)}})));
    }
    /// By another program, which only the triggers see.
    void foreign(const std::string &id, const std::string &workspace)
    {
        QVERIFY(store->database().run(
            "INSERT INTO conversations(id, title, workspace) VALUES (?, 't', ?)", id, workspace));
        QVERIFY(store->database().run("INSERT INTO messages(id, conversation_id, role, content) VALUES "
                                      "(?, ?, 'user', 'x')",
            id + "-m", id));
    }
    /// An entry without a conversation, or a row of one, that itself names `value`.
    void naming(EntityType type, const std::string &id, const std::string &field, const std::string &value)
    {
        Fields fields {{field, json::quoted(value)}};
        for (const FieldSpec &spec : fieldsOf(type))
            if (spec.presence == Presence::Required)
                fields.emplace_back(spec.name, "\"c\"");
        QVERIFY(store->backend().write(record(type, id, fields)));
    }
    void foreignEntry(const std::string &id, const std::string &extra)
    {
        QVERIFY(store->database().run("INSERT INTO audit_logs(id, event_type, action, extra) VALUES "
                                      "(?, 'permission', 'bash', ?)",
            id, extra));
    }
    PrivacyLevel level(const std::string &id) { return *store->privacyRules().levelOf(id, web); }
    Ids leaving(std::int64_t team)
    {
        Ids ids;
        const auto frozen = store->batches().build(team, {});
        for (const QueuedItem &item : frozen->items)
            ids.insert(item.id);
        return ids;
    }
    std::string teamOf(const std::string &id)
    {
        return store->database()
            .text("SELECT COALESCE(team, 'none') FROM conversations WHERE id = ?", id)
            .value_or("");
    }

    QTemporaryDir folder;
};

} // namespace

class TstFolderRules : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void wordsOfAPath_data();
    void wordsOfAPath();
    void linksAreFollowed();
    void longPathsEnd();
    void nothingHoldsForEverySpelling_data();
    void nothingHoldsForEverySpelling();
    void aFolderThatCannotBeToldMayBeAnyRules_data();
    void aFolderThatCannotBeToldMayBeAnyRules();
    void aLinkThatComesLaterIsFound();
    void aLinkThatWasChangedLoosensNothing();
    void theStricterOfTwoFormsHolds();
    void rulesOfOlderVersionsAreServed();
    void oneFolderHasOneRule();
    void aRuleTakenBackKeepsWhatItKept();
    void teamsGoByFolders_data();
    void teamsGoByFolders();
    void anotherProgramsRowsWaitForTheirTeam();
    void waitingRowsOfAFolderAreBoundWhenItIsMapped();
    void erasedDataLeavesNoPaths();
    void rowsThatNameAPlaceAreJudgedByIt_data();
    void rowsThatNameAPlaceAreJudgedByIt();
    void aPlaceIsNamedInManyWays_data();
    void aPlaceIsNamedInManyWays();
    void callsAreJudgedByWhatTheyAreGiven_data();
    void callsAreJudgedByWhatTheyAreGiven();
    void entriesAreJudgedLikeTheirCall();
    void whatCallsNameCountsOnlyForFolders();
    void whatNamesAPlaceStaysWhenItsRuleGoes();
    void entriesGoToTheTeamOfTheirFolder();
};

void TstFolderRules::wordsOfAPath_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("path");
    const QString home = QDir::homePath();
    QTest::newRow("plain") << "/a/b"
                           << "/a/b";
    QTest::newRow("slash at the end") << "/a/b//"
                                      << "/a/b";
    QTest::newRow("slashes and dots") << "//a/./b/.//c"
                                      << "/a/b/c";
    QTest::newRow("up") << "/a/x/../b"
                        << "/a/b";
    QTest::newRow("above the root") << "/../../a"
                                    << "/a";
    QTest::newRow("root") << "/."
                          << "/";
    QTest::newRow("home") << "~/x" << (home == u"/" ? QString() : home) + "/x";
    QTest::newRow("address") << "file:///a/b%20c"
                             << "/a/b c";
    QTest::newRow("address of another host") << "file://host/a"
                                             << "";
    QTest::newRow("relative") << "a/b"
                              << "";
    QTest::newRow("none") << ""
                          << "";
}

void TstFolderRules::wordsOfAPath()
{
    QFETCH(QString, text);
    QFETCH(QString, path);
    QCOMPARE(QString::fromStdString(lexicalPath(text.toStdString())), path);
}

void TstFolderRules::linksAreFollowed()
{
    const Fixture f;
    f.link("link", "second");
    f.link("nowhere/yet", "dangling");
    f.link("loop", "loop");
    QCOMPARE(resolvedPath(f.at("link/inner")), f.at("secret/inner"));
    QCOMPARE(resolvedPath(f.at("second//new/./folder")), f.at("secret/new/folder"));
    QCOMPARE(resolvedPath(f.at("dangling/x")), f.at("nowhere/yet/x"));
    QCOMPARE(resolvedPath(f.at("other/../link/")), f.at("secret"));
    QCOMPARE(resolvedPath(f.at("loop/x")), f.at("loop/x"));
    f.link("secret/inner", "deep");
    QCOMPARE(resolvedPath(f.at("deep/../x")), f.at("secret/x"));
    QCOMPARE(lexicalPath(f.at("deep/../x")), f.at("x"));
    QCOMPARE(folderForms(f.at("deep/../x")).size(), std::size_t(2));
    QVERIFY(folderForms(std::string("/a\0b", 4)).empty());
}

void TstFolderRules::longPathsEnd()
{
    std::string path;
    while (path.size() < (std::size_t(8) << 20))
        path += "/a/b/..";
    QCOMPARE(folderForms(path).size(), std::size_t(1));
}

void TstFolderRules::nothingHoldsForEverySpelling_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("workspace");
    QTest::newRow("rule for the link") << "link"
                                       << "secret/inner";
    QTest::newRow("workspace through the link") << "secret"
                                                << "link";
    QTest::newRow("below the link") << "secret"
                                    << "link/inner/new";
    QTest::newRow("slash at the end") << "secret/"
                                      << "secret//";
    QTest::newRow("dots in the rule") << "other/.././secret"
                                      << "secret/inner";
    QTest::newRow("dots in the workspace") << "secret"
                                           << "other/..//./secret/inner";
    QTest::newRow("up through a link") << "secret"
                                       << "inner-link/../x";
    QTest::newRow("rule up through a link") << "inner-link/../inner"
                                            << "secret/inner";
    QTest::newRow("neither exists") << "new/./a"
                                    << "new//a/b";
    QTest::newRow("new, through a link") << "secret/new"
                                         << "link/new/x";
}

void TstFolderRules::nothingHoldsForEverySpelling()
{
    QFETCH(QString, rule);
    QFETCH(QString, workspace);
    Fixture f;
    f.link("secret/inner", "inner-link");
    f.in("before", f.at(workspace.toStdString()));
    f.foreign("foreign-before", f.at(workspace.toStdString()));
    f.rule(f.at(rule.toStdString()));
    f.in("after", f.at(workspace.toStdString()));
    QCOMPARE(f.queueText("state", "before"), "3");
    QCOMPARE(f.queueText("state", "foreign-before"), "3");
    QCOMPARE(f.queueText("state", "after"), "3");
    f.foreign("foreign", f.at(workspace.toStdString()));
    f.foreign("again", f.at(workspace.toStdString() + "/."));
    f.in("open", f.at("other"));
    QCOMPARE(f.leaving(f.web), Ids {"open"});
    QCOMPARE(f.queueText("state", "again-m"), "3");
}

void TstFolderRules::aFolderThatCannotBeToldMayBeAnyRules_data()
{
    QTest::addColumn<QString>("workspace");
    QTest::addColumn<bool>("kept");
    QTest::newRow("where the agent stood") << "." << true;
    QTest::newRow("beside it") << "../secret" << true;
    QTest::newRow("below it") << "w/secret" << true;
    QTest::newRow("may not be looked at") << "/" + QString(300, u'x') + "/link" << true;
    QTest::newRow("on another computer") << "C:\\Users\\ada" << false;
    QTest::newRow("an address") << "vscode-remote://ssh/home/ada" << false;
}

void TstFolderRules::aFolderThatCannotBeToldMayBeAnyRules()
{
    QFETCH(QString, workspace);
    QFETCH(bool, kept);
    Fixture f;
    QVERIFY(f.store->privacyRules().setUsualLevel(PrivacyLevel::Metadata));
    f.rule(f.at("secret"));
    f.in("c1", workspace.toStdString());
    f.foreign("c2", workspace.toStdString());
    QCOMPARE(f.leaving(f.web).empty(), kept);
    QVERIFY(f.store->privacyRules().set({PrivacyRule::Kind::Workspace, f.at("secret"), PrivacyLevel::Full}));
    QVERIFY(f.level("c1") != PrivacyLevel::Full); // none of it loosens the default
}

void TstFolderRules::aLinkThatComesLaterIsFound()
{
    Fixture f;
    f.rule(f.at("secret"));
    f.rule(f.at("future"));
    f.in("c1", f.at("project"));
    f.in("c2", f.at("other"));
    QCOMPARE(f.level("c1"), PrivacyLevel::Redacted);
    f.link("secret", "project");
    f.link("other", "future");
    f.foreign("c3", f.at("project"));
    QCOMPARE(f.leaving(f.web), Ids {});
    QCOMPARE(f.level("c1"), PrivacyLevel::Nothing);
    QCOMPARE(f.level("c2"), PrivacyLevel::Nothing);
}

void TstFolderRules::aLinkThatWasChangedLoosensNothing()
{
    Fixture f;
    f.rule(f.at("link"), PrivacyLevel::Full);
    f.rule(f.at("current"), PrivacyLevel::Nothing);
    f.link("secret", "current");
    f.in("c1", f.at("link"));
    f.in("c2", f.at("secret"));
    QCOMPARE(f.level("c2"), PrivacyLevel::Nothing);
    QVERIFY(f.store->privacyRules().remove(Kind::Workspace, f.at("current")));
    QCOMPARE(f.level("c2"), PrivacyLevel::Full);
    f.link("other", "link");
    QCOMPARE(f.level("c2"), PrivacyLevel::Redacted); // it was the rule's folder once, and no longer is
    f.in("c3", f.at("other"));
    QCOMPARE(f.level("c3"), PrivacyLevel::Full);
}

void TstFolderRules::theStricterOfTwoFormsHolds()
{
    Fixture f;
    f.rule(f.at("link"), PrivacyLevel::Full);
    f.rule(f.at("secret"), PrivacyLevel::Metadata);
    f.in("c1", f.at("link"));
    QCOMPARE(f.level("c1"), PrivacyLevel::Metadata);
    f.rule(f.at("secret/inner"), PrivacyLevel::Full);
    f.in("c2", f.at("secret/inner"));
    QCOMPARE(f.level("c2"), PrivacyLevel::Full);
    f.rule("/", PrivacyLevel::Nothing);
    f.in("c3", "relative/words");
    QVERIFY(f.conversation("c4"));
    QCOMPARE(f.level("c3"), PrivacyLevel::Nothing);
    QCOMPARE(f.level("c4"), PrivacyLevel::Nothing);
}

void TstFolderRules::rulesOfOlderVersionsAreServed()
{
    Fixture f;
    QVERIFY(f.store->database().run("INSERT INTO privacy_rules VALUES (2, ?, 0)", f.at("other/..//link")));
    f.foreign("c1", f.at("secret/inner"));
    f.in("c2", f.at("secret"));
    QCOMPARE(f.queueText("state", "c2"), "3");
    QCOMPARE(f.leaving(f.web), Ids {});
    QVERIFY(f.store->privacyRules().remove(Kind::Workspace, f.at("link/")));
    QVERIFY(f.store->privacyRules().list()->empty());
}

void TstFolderRules::oneFolderHasOneRule()
{
    Fixture f;
    f.rule(f.at("secret/"));
    f.rule(f.at("other/../secret"), PrivacyLevel::Full);
    const auto rules = f.store->privacyRules().list();
    QCOMPARE(rules->size(), std::size_t(1));
    QCOMPARE(rules->front().value, f.at("secret"));
    QCOMPARE(rules->front().level, PrivacyLevel::Full);
    QCOMPARE(f.store->privacyRules().remove(Kind::Workspace, f.at("none")).error().code, ErrorCode::NotFound);
}

void TstFolderRules::aRuleTakenBackKeepsWhatItKept()
{
    Fixture f;
    f.rule(f.at("secret"));
    f.foreign("c1", f.at("link")); // no one has checked it yet
    QVERIFY(f.store->privacyRules().remove(Kind::Workspace, f.at("secret")));
    QCOMPARE(f.leaving(f.web), Ids {});
    f.in("c2", f.at("link"));
    QCOMPARE(f.leaving(f.web), Ids {"c2"});
}

void TstFolderRules::teamsGoByFolders_data()
{
    QTest::addColumn<QString>("mapped");
    QTest::addColumn<QString>("workspace");
    QTest::addColumn<bool>("found");
    QTest::newRow("same") << "secret"
                          << "secret" << true;
    QTest::newRow("through a link") << "secret"
                                    << "link" << true;
    QTest::newRow("mapped by its link") << "link"
                                        << "secret" << true;
    QTest::newRow("words") << "secret/"
                           << "other//.././secret" << true;
    QTest::newRow("not there yet") << "new"
                                   << "./new/" << true;
    QTest::newRow("another") << "secret"
                             << "other" << false;
}

void TstFolderRules::teamsGoByFolders()
{
    QFETCH(QString, mapped);
    QFETCH(QString, workspace);
    QFETCH(bool, found);
    Fixture f;
    QVERIFY(f.store->teams().mapWorkspace(f.at(mapped.toStdString()), std::nullopt, f.ops, 1));
    f.in("ours", f.at(workspace.toStdString()));
    f.foreign("foreign", f.at(workspace.toStdString()));
    QVERIFY(f.store->teams().bindWaiting());
    const std::string team = std::to_string(found ? f.ops : f.web);
    QCOMPARE(f.teamOf("ours"), team);
    QCOMPARE(f.teamOf("foreign"), team);
    QCOMPARE(f.leaving(found ? f.ops : f.web), (Ids {"ours", "foreign", "foreign-m"}));
    QCOMPARE(f.leaving(found ? f.web : f.ops), Ids {});
}

void TstFolderRules::anotherProgramsRowsWaitForTheirTeam()
{
    Fixture f;
    QVERIFY(f.store->teams().mapWorkspace(f.at("secret"), std::nullopt, f.ops, 1));
    f.foreign("same", f.at("secret"));
    f.foreign("linked", f.at("link"));
    QVERIFY(f.conversation("nowhere"));
    QCOMPARE(f.teamOf("same"), std::to_string(f.ops));
    QCOMPARE(f.teamOf("linked"), "none");
    QCOMPARE(f.teamOf("nowhere"), std::to_string(f.web));
    QCOMPARE(f.leaving(f.web), Ids {"nowhere"});
}

void TstFolderRules::waitingRowsOfAFolderAreBoundWhenItIsMapped()
{
    StoreFixture store;
    Fixture f;
    QVERIFY(f.store->database().run("UPDATE teams SET is_default = 0"));
    f.in("c1", f.at("link"));
    f.in("c2", f.at("other"));
    QVERIFY(f.store->teams().mapWorkspace(f.at("secret/."), std::nullopt, f.ops, 1));
    QCOMPARE(f.teamOf("c1"), std::to_string(f.ops));
    QCOMPARE(f.teamOf("c2"), "none");
    f.signIn();
    QCOMPARE(f.teamOf("c2"), std::to_string(f.web));
}

void TstFolderRules::erasedDataLeavesNoPaths()
{
    Fixture f;
    f.rule(f.at("secret"));
    f.in("c1", f.at("other/client"));
    QVERIFY(f.store->eraseAll());
    QCOMPARE(f.store->database().integer("SELECT count(*) FROM path_forms WHERE form LIKE '%client%'"),
        std::optional<std::int64_t>(0));
}

void TstFolderRules::rowsThatNameAPlaceAreJudgedByIt_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    for (const EntityType type : kEntityTypes) {
        const QByteArray name(typeName(type).data(), qsizetype(typeName(type).size()));
        for (const char *field : {"workspace", "cwd", "path"})
            QTest::newRow((name + ' ' + field).constData()) << int(type) << field << "/link/x";
        QTest::newRow((name + " repository").constData()) << int(type) << "repository"
                                                          << "git@example.org:acme/secret.git";
        QTest::newRow((name + " agent").constData()) << int(type) << "agent"
                                                     << "codex";
    }
}

void TstFolderRules::rowsThatNameAPlaceAreJudgedByIt()
{
    QFETCH(int, type);
    QFETCH(QString, field);
    QFETCH(QString, value);
    Fixture f;
    f.in("c", f.at("other"));
    const std::string place = value.startsWith(u'/') ? f.at(value.mid(1).toStdString()) : value.toStdString();
    const auto kind = EntityType(type);
    f.naming(kind, "before", field.toStdString(), place);
    f.rule(f.at("secret"));
    QVERIFY(f.store->privacyRules().set(
        {Kind::Repository, "https://example.org/acme/secret", PrivacyLevel::Nothing}));
    QVERIFY(f.store->privacyRules().set({Kind::Agent, "codex", PrivacyLevel::Nothing}));
    QCOMPARE(f.queueText("state", "before"), "3");
    f.naming(kind, "after", field.toStdString(), place);
    QCOMPARE(f.queueText("state", "after"), "3");
    f.naming(kind, "open", field.toStdString(), field == u"agent" ? "claude" : f.at("other"));
    QCOMPARE(f.leaving(f.web), (Ids {"c", "open"}));
}

void TstFolderRules::aPlaceIsNamedInManyWays_data()
{
    QTest::addColumn<QString>("fields"); // %1: the folder around all others
    QTest::addColumn<bool>("stays");
    QTest::newRow("relative to cwd") << R"("cwd":"%1","path":"secret/x")" << true;
    QTest::newRow("up from cwd") << R"("cwd":"%1/other","path":"../secret/x")" << true;
    QTest::newRow("through a link") << R"("cwd":"%1","path":"link/x")" << true;
    QTest::newRow("relative to workspace") << R"("workspace":"%1","path":"secret/x")" << true;
    QTest::newRow("relative to the conversation") << R"("path":"../secret/x")" << true;
    QTest::newRow("elsewhere in cwd") << R"("cwd":"%1","path":"other/x")" << false;
    QTest::newRow("elsewhere in the conversation") << R"("path":"x")" << false;
    for (const char *field : {"workspace", "cwd", "path"}) {
        const QString name = QString::fromLatin1(field);
        const auto row = [&](const char *what, const char *value) {
            QTest::newRow(qPrintable(name + u' ' + QLatin1String(what)))
                << u'"' + name + QLatin1String("\":") + QLatin1String(value) << true;
        };
        row("upper case", R"("FILE://%1/secret/x")");
        row("this computer", R"("file://127.0.0.1%1/secret/x")");
        row("a list", R"(["%1/secret/x"])");
        row("an object", R"({"path":"%1/secret/x"})");
    }
}

void TstFolderRules::aPlaceIsNamedInManyWays()
{
    QFETCH(QString, fields);
    QFETCH(bool, stays);
    Fixture f;
    f.in("c", f.at("other"));
    f.rule(f.at("secret"));
    const std::string all = fields.arg(QString::fromStdString(f.at("")).chopped(1)).toStdString();
    f.foreignEntry("entry", "{" + all + "}");
    QVERIFY(f.store->database().run("INSERT INTO messages(id, conversation_id, role, extra) VALUES "
                                    "('message', 'c', 'user', ?)",
        "{" + all + "}"));
    const bool isOfConversation = fields.startsWith(u"\"path\":\"") && !fields.contains(u"%1");
    Ids leave {"c"};
    if (!stays || isOfConversation)
        leave.insert("entry"); // it has no conversation to be relative to
    if (!stays)
        leave.insert("message");
    QCOMPARE(f.leaving(f.web), leave);
}

void TstFolderRules::callsAreJudgedByWhatTheyAreGiven_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("fields"); // %1: the folder around all others
    QTest::addColumn<bool>("stays");
    const auto row = [](const char *type, const char *fields, bool stays = true) {
        QTest::addRow("%s %s", type, fields)
            << QString::fromLatin1(type) << QString::fromLatin1(fields) << stays;
    };
    row("tool_call", R"("arguments":{"command":"cat %1/secret/x"})");
    row("tool_call", R"("arguments":{"command":"cd %1/secret && ls"})");
    row("tool_call", R"("arguments":{"command":"cat '%1/link/x' | head"})");
    row("tool_call", R"("arguments":{"command":["cat","--file=%1/secret/x"]})");
    row("tool_call", R"("arguments":"{\"path\":\"%1/secret/x\"}")");
    row("tool_call", R"("arguments":{"deep":[{"file_path":"%1/secret/x"}]})");
    row("tool_call", R"("arguments":{"path":"file://%1/secret/x"})");
    row("tool_call", R"("arguments":{"command":"cat ../secret/x"})");
    row("tool_call", R"("cwd":"%1","arguments":{"command":"cat secret/x"})");
    row("tool_call", R"("arguments":{"command":"cat %1/other/x"})", false);
    row("tool_call", R"("arguments":{"command":"cat /etc/hosts ../x"})", false);
    row("tool_call", R"("arguments":{"command":"cat %1/secretly/x"})", false);
    row("tool_call", R"("result":"%1/secret/x")", false);
    row("audit_log", R"("details":{"cwd":"%1/secret"})");
    row("audit_log", R"("args":{"command":"ls %1/secret"})");
    row("audit_log", R"("command":"ls %1/secret")");
    row("audit_log", R"("command":"ls %1/other")", false);
}

void TstFolderRules::callsAreJudgedByWhatTheyAreGiven()
{
    QFETCH(QString, type);
    QFETCH(QString, fields);
    QFETCH(bool, stays);
    Fixture f;
    f.in("c", f.at("other"));
    const EntityType kind = *typeFromName(type.toStdString());
    const auto given
        = json::parseObject("{" + fields.replace(QLatin1String("%1"), f.folder.path()).toStdString() + "}");
    QVERIFY(given);
    const auto write = [&](const std::string &id) {
        Record made {kind, id, *given};
        for (const FieldSpec &spec : fieldsOf(kind))
            if (spec.presence == Presence::Required)
                made.fields.setText(spec.name, "c");
        made.fields.setText("conversation_id", "c");
        QVERIFY(f.store->backend().write(made));
    };
    write("before");
    f.rule(f.at("secret"));
    QCOMPARE(f.queueText("state", "before") == "3", stays);
    write("after");
    QCOMPARE(f.queueText("state", "after") == "3", stays);
    QCOMPARE(f.leaving(f.web), stays ? Ids {"c"} : (Ids {"c", "before", "after"}));
}

void TstFolderRules::entriesAreJudgedLikeTheirCall()
{
    Fixture f;
    f.in("c", f.at("other"));
    f.rule(f.at("secret"));
    const auto write = [&f](EntityType type, const std::string &id, Fields fields) {
        fields.emplace_back("conversation_id", "\"c\"");
        QVERIFY(f.store->backend().write(record(type, id, fields)));
    };
    write(EntityType::ToolCall, "held",
        {{"tool_name", "\"Bash\""}, {"arguments", "{\"command\":\"ls " + f.at("secret") + "\"}"}});
    write(EntityType::ToolCall, "open", {{"tool_name", "\"Bash\""}, {"arguments", R"({"command":"ls"})"}});
    for (const char *call : {"held", "open", "later"})
        write(EntityType::AuditLog, std::string("about-") + call,
            {{"event_type", "\"permission\""}, {"action", "\"Bash\""}, {"tool_call_id", json::quoted(call)}});
    write(EntityType::ToolCall, "later",
        {{"tool_name", "\"Bash\""}, {"arguments", "{\"path\":\"" + f.at("link/x") + "\"}"}});
    QCOMPARE(f.leaving(f.web), (Ids {"c", "open", "about-open"}));
}

void TstFolderRules::whatCallsNameCountsOnlyForFolders()
{
    Fixture f;
    f.in("c", f.at("other"));
    f.rule(f.at("other"), PrivacyLevel::Metadata);
    f.rule(f.at("secret"),
        PrivacyLevel::Full); // what is outside of the conversation's folder makes nothing looser
    QVERIFY(f.store->backend().write(record(EntityType::ToolCall, "t",
        {{"conversation_id", "\"c\""}, {"tool_name", "\"Bash\""},
            {"arguments", "{\"command\":\"ls " + f.at("secret") + "\"}"}})));
    const auto preview = f.store->batches().preview(EntityType::ToolCall, "t");
    QCOMPARE(preview->level, PrivacyLevel::Metadata);
}

void TstFolderRules::whatNamesAPlaceStaysWhenItsRuleGoes()
{
    Fixture f;
    f.rule(f.at("secret"));
    f.foreignEntry("a1", R"({"workspace":")" + f.at("link") + R"("})"); // no one has checked it yet
    f.foreignEntry("a2", R"({"workspace":")" + f.at("other") + R"("})");
    f.foreignEntry("a3", R"({"workspace":7})");
    QVERIFY(f.store->privacyRules().remove(Kind::Workspace, f.at("secret")));
    QCOMPARE(f.leaving(f.web), (Ids {"a2", "a3"}));
    f.rule(f.at("secret"), PrivacyLevel::Metadata);
    f.foreignEntry("a4", R"({"workspace":")" + f.at("secret") + R"("})");
    QCOMPARE(f.store->batches().preview(EntityType::AuditLog, "a4")->level, PrivacyLevel::Metadata);
}

void TstFolderRules::entriesGoToTheTeamOfTheirFolder()
{
    Fixture f;
    QVERIFY(f.store->teams().mapWorkspace(f.at("secret"), std::nullopt, f.ops, 1));
    f.naming(EntityType::AuditLog, "a1", "workspace", f.at("link"));
    f.naming(EntityType::AuditLog, "a2", "workspace", f.at("other"));
    QCOMPARE(f.queueText("team", "a1"), std::to_string(f.ops));
    QCOMPARE(f.queueText("team", "a2"), std::to_string(f.web));
}

QTEST_GUILESS_MAIN(TstFolderRules)
#include "tst_folderrules.moc"
