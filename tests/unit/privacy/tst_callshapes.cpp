// Every way of showing files, environments and secrets in tests/data/callshapes.txt, through what a batch goes through.
#include "privacy/privacypolicy.h"

#include <QFile>
#include <QTest>

#include <map>

using namespace mimir;

namespace {

// Nothing that would be found by its form or its name.
const std::string kContent = "harbour lantern seven";

std::string replaced(std::string text, std::string_view what, std::string_view with)
{
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
        text.replace(at, what.size(), with);
    return text;
}

struct Count {
    int all = 0, held = 0;
};

} // namespace

class TstCallShapes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void filesThroughAShell();
    void environmentsAtFull();
    void toolsWithAFileUnderAnyName();
    void secretsNextToTheirNames();
    void ordinaryResultsStay();

private:
    using Lines = std::vector<std::string>;
    std::string sent(const std::string &tool, const std::string &arguments, PrivacyLevel level) const;
    void count(bool held, const std::string &group, const std::string &shape);
    void finish();

    std::map<std::string, Lines> m_sections;
    std::map<std::string, Count> m_counts;
    std::vector<std::string> m_missed;
};

void TstCallShapes::initTestCase()
{
    QFile file(QStringLiteral(MIMIR_TEST_DATA "/callshapes.txt"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    std::string section;
    const std::string text = file.readAll().toStdString();
    for (const std::string_view line : split(text, '\n')) {
        if (line.starts_with('[') && line.ends_with(']') && line.find("[ ") == std::string_view::npos)
            section = line.substr(1, line.size() - 2);
        else if (!line.empty() && !section.empty())
            m_sections[section].push_back(replaced(std::string(line), "\\n", "\n"));
    }
}

std::string TstCallShapes::sent(
    const std::string &tool, const std::string &arguments, PrivacyLevel level) const
{
    wire::Item item;
    item.record.type = EntityType::ToolCall;
    item.record.id = "x";
    item.record.fields.set("conversation_id", "\"c\"");
    item.record.fields.set("tool_name", json::quoted(tool));
    item.record.fields.set("arguments", *json::canonical(arguments));
    item.record.fields.set("result", "{\"stdout\":" + json::quoted(kContent) + ",\"exit_code\":0}");
    PrivacyPolicy policy([] { return Result<bool>(false); });
    policy.prepare(item, level, "key");
    return item.record.toJson();
}

void TstCallShapes::count(bool held, const std::string &group, const std::string &shape)
{
    Count &count = m_counts[group];
    ++count.all;
    count.held += held;
    if (!held)
        m_missed.push_back(group + ": " + replaced(shape, "\n", "\\n"));
}

void TstCallShapes::finish()
{
    for (const auto &[group, count] : m_counts)
        qInfo("%-36s %d of %d", group.c_str(), count.held, count.all);
    for (const std::string &missed : m_missed)
        qWarning("missed: %s", missed.c_str());
    m_counts.clear();
    const auto missed = std::exchange(m_missed, {});
    QVERIFY(missed.empty());
}

void TstCallShapes::filesThroughAShell()
{
    int all = 0;
    for (const auto &[section, lines] : m_sections)
        for (const std::string &line : section.starts_with("shell:") ? lines : Lines())
            for (const std::string &name : m_sections["file names"]) {
                const std::string command = replaced(line, "{f}", name);
                ++all;
                count(sent("Bash", "{\"command\":" + json::quoted(command) + "}", PrivacyLevel::Redacted)
                            .find(kContent)
                        == std::string::npos,
                    section, command);
                if (line.find("{f}") == std::string::npos)
                    break;
            }
    QVERIFY(all > 1500);
    finish();
}

void TstCallShapes::environmentsAtFull()
{
    for (const std::string &line : m_sections["environment"])
        count(sent("Bash", "{\"command\":" + json::quoted(line) + "}", PrivacyLevel::Full).find(kContent)
                == std::string::npos,
            "environment", line);
    finish();
}

void TstCallShapes::toolsWithAFileUnderAnyName()
{
    const auto shapes = [](const std::string &member, const std::string &value) {
        const std::string name = json::quoted(member), text = json::quoted(value);
        return Lines {"{" + name + ":" + text + "}", "{" + name + ":[" + text + "]}",
            "{\"options\":{" + name + ":" + text + ",\"n\":3}}", "[[" + text + "],1]",
            json::quoted("{" + name + ":" + text + "}")};
    };
    for (const std::string &member : m_sections["tools: members"]) {
        for (const std::string &value : m_sections["tools: values with secrets"])
            for (const std::string &arguments : shapes(member, value))
                count(sent("frobnicate", arguments, PrivacyLevel::Full).find(kContent) == std::string::npos,
                    "tools, files with secrets at full", arguments);
        for (const std::string &value : m_sections["tools: values that are files"])
            for (const std::string &arguments : shapes(member, value))
                count(
                    sent("frobnicate", arguments, PrivacyLevel::Redacted).find(kContent) == std::string::npos,
                    "tools, files", arguments);
    }
    finish();
}

void TstCallShapes::secretsNextToTheirNames()
{
    PrivacyPolicy policy([] { return Result<bool>(false); });
    const auto look = [&](const std::string &section, const Lines &values) {
        for (const std::string &line : m_sections[section])
            for (const std::string &value : values) {
                wire::Item item;
                item.record.type = EntityType::Message;
                item.record.id = "x";
                const std::string text = replaced(line, "{s}", value);
                item.record.fields.set("content", json::quoted("see\n" + text + "\nand more"));
                policy.prepare(item, PrivacyLevel::Full, "key");
                count(item.record.toJson().find(value) == std::string::npos, section, text);
            }
    };
    look("values: any secret",
        {"Tr0ub4dor&3x", "hunter2hunter2", "a8Kq03Zb71Vm44Xc2p", "9f86d081884c7d659a2f"});
    look("environments by their form", {"harbour-lantern"});
    look("values: words of letters", {"correcthorse", "Sonnenblumenfeld", "qwertzuiop"});
    finish();
}

void TstCallShapes::ordinaryResultsStay()
{
    for (const std::string &line : m_sections["ordinary"])
        count(sent("Bash", "{\"command\":" + json::quoted(line) + "}", PrivacyLevel::Redacted).find(kContent)
                != std::string::npos,
            "ordinary results", line);
    finish();
}

QTEST_GUILESS_MAIN(TstCallShapes)
#include "tst_callshapes.moc"
