// What leaves a device at each level, and what finding that out costs.
//
//     bench_outgoing                       of recordings made here; exit code 1 where text of a file that a call read
//                                          leaves at "redacted"
//     bench_outgoing FILE|FOLDER …         of recordings of Claude Code (.jsonl), bytes by kind of call
//     bench_outgoing --cpu FILE.ndjson     CPU seconds of the gate alone over what `mimir record` takes, at "redacted";
//                                          bench_sync.py compares them with those of a push of the same items
#include "core/json/jsonparts.h"
#include "core/json/jsonvalue.h"
#include "core/records/recordline.h"
#include "core/text.h"
#include "privacy/calls/calleffect.h"
#include "privacy/privacypolicy.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <array>
#include <cstdio>
#include <ctime>
#include <map>

using namespace mimir;

namespace {

constexpr std::array kLevels {
    PrivacyLevel::Full, PrivacyLevel::Redacted, PrivacyLevel::Metadata, PrivacyLevel::Nothing};

std::string textOf(const json::Object &object, std::string_view member)
{
    return object.text(member).value_or("");
}

std::string jsonOf(const json::Object &object, std::string_view member)
{
    const std::string *value = object.find(member);
    return value ? *value : "null";
}

/// The rows that an importer would make of the lines of a session.
class Session {
public:
    std::vector<Record> rows;

    void readLine(std::string_view line)
    {
        const auto object = json::parseObject(line);
        const auto message = object ? json::objectIn(jsonOf(*object, "message")) : std::nullopt;
        if (!message)
            return;
        const auto parts = json::elementsIn(jsonOf(*message, "content"));
        if (!parts)
            return add(textOf(*object, "uuid"), textOf(*message, "role"), jsonOf(*message, "content"));
        for (const std::string &part : *parts)
            if (const auto block = json::objectIn(part))
                readBlock(*block, *object, textOf(*message, "role"));
    }

private:
    void readBlock(const json::Object &block, const json::Object &line, const std::string &role)
    {
        const std::string type = textOf(block, "type");
        if (type == "tool_use")
            return addCall(block);
        if (type == "tool_result")
            return addResult(block, jsonOf(line, "toolUseResult"));
        add(std::to_string(rows.size()), role, jsonOf(block, type == "thinking" ? "thinking" : "text"));
    }

    void add(const std::string &id, const std::string &role, const std::string &content)
    {
        Record row {EntityType::Message, id, {}};
        row.fields.setText("conversation_id", "c");
        row.fields.setText("role", role);
        row.fields.set("content", content);
        rows.push_back(std::move(row));
    }

    void addCall(const json::Object &block)
    {
        Record row {EntityType::ToolCall, textOf(block, "id"), {}};
        row.fields.setText("conversation_id", "c");
        row.fields.setText("tool_name", textOf(block, "name"));
        row.fields.set("arguments", jsonOf(block, "input"));
        m_calls[row.id] = rows.size();
        rows.push_back(std::move(row));
    }

    void addResult(const json::Object &block, const std::string &details)
    {
        const auto call = m_calls.find(textOf(block, "tool_use_id"));
        if (call == m_calls.end())
            return;
        Record &row = rows[call->second];
        row.fields.set("result", jsonOf(block, "content"));
        if (details != "null")
            row.fields.set("metadata", R"({"toolUseResult":)" + details + '}');
    }

    std::map<std::string, std::size_t> m_calls;
};

// By CallKind.
constexpr std::array<const char *, 9> kKinds {
    "read", "write", "search", "shell", "fetch", "mcp", "agent", "plan", "other"};

std::string kindOf(const Record &record)
{
    if (record.type != EntityType::ToolCall)
        return textOf(record.fields, "role") == "user" ? "said by the user" : "said by the agent";
    const CallEffect effect
        = effectOfCall(textOf(record.fields, "tool_name"), jsonOf(record.fields, "arguments"), {});
    const bool shows = effect.kind == CallKind::Shell && effect.files;
    return std::string("call: ") + kKinds[static_cast<std::size_t>(effect.kind)]
        + (shows ? ", may show files" : "");
}

/// Everything but ids and names, so that what is said counts.
std::size_t bytesOf(const Record &record)
{
    std::size_t bytes = 0;
    for (const json::Member &member : record.fields.members())
        if (member.key != "conversation_id" && member.key != "role")
            bytes += member.json.size();
    return bytes;
}

struct Bytes {
    std::size_t items = 0, here = 0;
    std::array<std::size_t, kLevels.size()> leave {};

    void operator+=(const Bytes &other)
    {
        items += other.items;
        here += other.here;
        for (std::size_t i = 0; i < leave.size(); ++i)
            leave[i] += other.leave[i];
    }
};

std::vector<wire::Item> itemsOf(const std::vector<Record> &rows)
{
    std::vector<wire::Item> items;
    for (const Record &row : rows) {
        wire::Item item;
        item.record = row;
        items.push_back(std::move(item));
    }
    return items;
}

class Table {
public:
    void add(const std::vector<Record> &rows)
    {
        for (const Record &row : rows) {
            ++m_kinds[kindOf(row)].items;
            m_kinds[kindOf(row)].here += bytesOf(row);
        }
        for (std::size_t i = 0; i < kLevels.size(); ++i)
            if (kLevels[i] != PrivacyLevel::Nothing)
                addLevel(i, rows);
    }

    void print() const
    {
        std::printf("%-30s %7s %10s %10s %10s %10s %10s\n", "bytes", "items", "here", "full", "redacted",
            "metadata", "nothing");
        Bytes all;
        for (const auto &[kind, bytes] : m_kinds) {
            print(kind, bytes);
            all += bytes;
        }
        print("all", all);
    }

private:
    void addLevel(std::size_t level, const std::vector<Record> &rows)
    {
        PrivacyPolicy policy([] { return Result(false); });
        auto items = itemsOf(rows);
        for (wire::Item &item : items)
            policy.prepare(item, kLevels[level], "key");
        policy.finish(items, "key");
        for (std::size_t i = 0; i < rows.size(); ++i)
            m_kinds[kindOf(rows[i])].leave[level] += bytesOf(items[i].record);
    }

    static void print(const std::string &kind, const Bytes &bytes)
    {
        std::printf("%-30s %7zu %10zu", kind.c_str(), bytes.items, bytes.here);
        for (const std::size_t leave : bytes.leave)
            std::printf(" %10zu", leave);
        std::printf("\n");
    }

    std::map<std::string, Bytes> m_kinds;
};

std::vector<Record> readSession(const QString &path)
{
    Session session;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const std::string text = file.readAll().toStdString();
    for (const std::string_view line : split(text, '\n'))
        session.readLine(line);
    return std::move(session.rows);
}

int tableOf(const std::vector<QString> &paths)
{
    Table table;
    for (const QString &path : paths) {
        if (!QFileInfo(path).isDir()) {
            table.add(readSession(path));
            continue;
        }
        QDirIterator files(path, {QStringLiteral("*.jsonl")}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext())
            table.add(readSession(files.next()));
    }
    table.print();
    return 0;
}

// Each call shows the line that must not leave at "redacted", the last one does not.
constexpr std::string_view kLine = "the quick brown fox of this file";
const std::array<std::pair<const char *, const char *>, 8> kCalls {{
    {"Read", R"({"file_path":"/w/a.cpp"})"},
    {"Grep", R"({"pattern":"fox","path":"/w","output_mode":"content"})"},
    {"Edit", R"({"file_path":"/w/a.cpp","old_string":"the quick brown fox of this file","new_string":"x"})"},
    {"Write", R"({"file_path":"/w/a.cpp","content":"the quick brown fox of this file"})"},
    {"Bash", R"({"command":"sed -n 1,20p a.cpp"})"},
    {"Bash", R"({"command":"git show HEAD:a.cpp | head"})"},
    {"Task", R"({"prompt":"look at it"})"},
    {"mcp__files__read_text_file", R"({"path":"/w/a.cpp"})"},
}};

int madeHere()
{
    Session session;
    int number = 0;
    for (const auto &[tool, input] : kCalls) {
        const std::string id = std::to_string(++number);
        session.readLine(R"({"message":{"role":"assistant","content":[{"type":"tool_use","id":")" + id
            + R"(","name":")" + tool + R"(","input":)" + input + "}]}}");
        session.readLine(R"({"message":{"role":"user","content":[{"type":"tool_result","tool_use_id":")" + id
            + R"(","content":"     1\t)" + std::string(kLine) + R"("}]},"toolUseResult":{"stdout":")"
            + std::string(kLine) + R"("}})");
    }
    session.readLine(R"({"message":{"role":"user","content":"please build it"},"uuid":"u"})");
    Table table;
    table.add(session.rows);
    table.print();
    PrivacyPolicy policy([] { return Result(false); });
    int left = 0;
    for (wire::Item &item : itemsOf(session.rows)) {
        policy.prepare(item, PrivacyLevel::Redacted, "key");
        if (item.record.toJson().find(kLine) != std::string::npos) {
            std::printf("leaves: %s\n", item.record.toJson().c_str());
            ++left;
        }
    }
    std::printf("%d of %zu calls show the content of a file at \"redacted\"\n", left, kCalls.size());
    return left == 0 && session.rows.size() == kCalls.size() + 1 ? 0 : 1;
}

int cpuOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return 1;
    constexpr std::size_t batch = 100;
    std::vector<wire::Item> items;
    PrivacyPolicy policy([] { return Result(false); });
    std::clock_t used = 0;
    std::size_t done = 0;
    const auto flush = [&] {
        const std::clock_t before = std::clock();
        for (wire::Item &item : items)
            policy.prepare(item, PrivacyLevel::Redacted, "key");
        policy.finish(items, "key");
        used += std::clock() - before;
        done += items.size();
        items.clear();
    };
    while (!file.atEnd()) {
        auto line = parseRecordLine(file.readLine().trimmed().toStdString());
        if (!line)
            continue;
        wire::Item item;
        item.record = std::move(line->record);
        items.push_back(std::move(item));
        if (items.size() == batch)
            flush();
    }
    flush();
    std::printf("%zu items: %.3f s\n", done, double(used) / CLOCKS_PER_SEC);
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    std::vector<QString> words;
    for (int i = 1; i < argc; ++i)
        words.push_back(QString::fromLocal8Bit(argv[i]));
    if (words.empty())
        return madeHere();
    return words.size() == 2 && words[0] == QLatin1String("--cpu") ? cpuOf(words[1]) : tableOf(words);
}
