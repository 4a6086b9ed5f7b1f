#include "sources/agents/opencodemessage.h"

#include "core/json/json.h"
#include "core/json/jsonparts.h"
#include "core/records/timecheck.h"
#include "core/text.h"
#include "sources/agents/foundrow.h"
#include "sources/agents/opencodecall.h"
#include "sources/agents/transcripttexts.h"

#include <algorithm>
#include <array>
#include <span>

namespace mimir::opencode {
namespace {

using Kind = Message::Kind;

constexpr std::array<std::string_view, 3> kHoldNothing {"agent-switched", "model-switched", "idle"};
constexpr std::array<std::string_view, 8> kHoldNothingInside {
    "step-start", "step-finish", "snapshot", "patch", "agent", "retry", "compaction", "file"};

bool isOneOf(std::string_view type, std::span<const std::string_view> types)
{
    return std::ranges::find(types, type) != types.end();
}

std::string textOf(const json::Object &record, std::string_view name)
{
    return record.text(name).value_or(std::string());
}

bool says(const json::Object &record, std::string_view name)
{
    return record.boolean(name).value_or(false);
}

void append(std::string &all, const std::string &text)
{
    if (!trimmed(text).empty())
        all += all.empty() ? text : "\n\n" + text;
}

std::vector<json::Object> objectsIn(const json::Object &record, std::string_view name)
{
    std::vector<json::Object> objects;
    const std::string *array = record.find(name);
    for (const std::string &element :
        json::elementsIn(array ? *array : "[]").value_or(std::vector<std::string>()))
        if (auto object = json::objectIn(element))
            objects.push_back(std::move(*object));
    return objects;
}

// Of version 1 {modelID, providerID}, of version 2 {id, providerID}.
void readModel(const json::Object &from, Message &message)
{
    message.model = shortIn(from, from.text("modelID") ? "modelID" : "id");
    message.provider = textOf(from, "providerID");
}

void readUsage(const json::Object &data, Message &message)
{
    const json::Object tokens = objectOf(data, "tokens"), cache = objectOf(tokens, "cache");
    const auto number = [](const json::Object &from, std::string_view name) {
        return std::max<std::int64_t>(0, from.integer(name).value_or(0));
    };
    message.input = number(tokens, "input");
    message.output = number(tokens, "output");
    message.reasoning = number(tokens, "reasoning");
    message.cacheRead = number(cache, "read");
    message.cacheWrite = number(cache, "write");
    const std::string *cost = data.find("cost");
    if (cost && json::toReal(*cost).value_or(0) > 0)
        message.cost = *cost;
}

// What a person has stopped is no error of the service.
bool hasServiceError(const json::Object &data)
{
    const json::Object error = objectOf(data, "error");
    const std::string name = error.text("name").value_or(textOf(error, "type"));
    return !error.empty() && name.find("bort") == std::string::npos
        && name.find("nterrupt") == std::string::npos;
}

// An answer is written piece by piece: it is whole when it says so and no call is open, or when nothing more comes.
bool isWhole(const json::Object &record, const json::Object &data, const Message &message)
{
    const bool isOpen = std::ranges::any_of(message.calls, [](const Call &call) { return call.isOpen; });
    const bool hasEnded = !objectOf(data, "time").isNullOrAbsent("completed")
        || !data.isNullOrAbsent("finish") || !data.isNullOrAbsent("error");
    return (hasEnded && !isOpen) || says(record, "is_followed") || says(record, "is_old");
}

// The bytes of a file are never kept.
void addFile(std::string &attachments, const json::Object &file)
{
    const std::string type = textOf(file, "mime");
    const json::Object attachment = attachmentOf(type.starts_with("image/") ? "image" : "file", type);
    attachments.resize(attachments.empty() ? 0 : attachments.size() - 1);
    attachments += (attachments.empty() ? "[" : ",") + attachment.toJson() + ']';
}

void readAnswer(const json::Object &record, const json::Object &data, Message &message)
{
    message.kind = Kind::Answer;
    message.role = "assistant";
    message.hasServiceError = hasServiceError(data);
    readUsage(data, message);
    message.isFinal = isWhole(record, data, message);
}

// The parts of a prompt: what was typed, or, where nothing was, what the program put there.
void readUserParts(const json::Object &record, Message &message)
{
    std::string notice, task;
    const auto parts = objectsIn(record, "parts");
    for (const json::Object &part : parts) {
        const std::string type = textOf(part, "type");
        if (type == "text")
            append(says(part, "synthetic") || says(part, "ignored") ? notice : message.text,
                textOf(part, "text"));
        else if (type == "file")
            addFile(message.attachments, part);
        else if (type != "subtask" && !isOneOf(type, kHoldNothingInside))
            message.unknownParts.push_back(type);
        else if (type == "subtask")
            append(task,
                part.text("command").value_or(std::string()).empty()
                    ? textOf(part, "prompt")
                    : '/' + textOf(part, "command") + ' ' + textOf(part, "prompt"));
    }
    const bool isTyped = !message.text.empty() || !message.attachments.empty();
    message.kind = isTyped ? Kind::Prompt
        : !task.empty()    ? Kind::Command
        : !notice.empty()  ? Kind::Notice
                           : Kind::Nothing;
    if (!isTyped)
        message.text = task.empty() ? notice : task;
    message.isFinal = !says(record, "is_fresh") && (!parts.empty() || says(record, "is_old"));
}

// Of either version; only the calls differ.
void readParts(const std::vector<json::Object> &parts, Call (*callIn)(const json::Object &), Message &message)
{
    for (const json::Object &part : parts) {
        const std::string type = textOf(part, "type");
        if (type == "text" && !says(part, "synthetic") && !says(part, "ignored"))
            append(message.text, textOf(part, "text"));
        else if (type == "reasoning")
            append(message.thinking, textOf(part, "text"));
        else if (type == "tool")
            message.calls.push_back(callIn(part));
        else if (type != "text" && !isOneOf(type, kHoldNothingInside))
            message.unknownParts.push_back(type);
    }
}

void readAnswerParts(const json::Object &record, const json::Object &data, Message &message)
{
    readParts(objectsIn(record, "parts"), callInPart, message);
    readAnswer(record, data, message);
    if (!says(data, "summary"))
        return;
    message.kind = Kind::Summary;
    message.role = "system";
}

void readVersion1(const json::Object &record, const json::Object &data, Message &message)
{
    const std::string role = textOf(data, "role");
    message.name = "message/" + role;
    message.role = role;
    message.folder = shortIn(objectOf(data, "path"), "cwd");
    readModel(role == "user" ? objectOf(data, "model") : data, message);
    if (role == "user")
        readUserParts(record, message);
    else if (role == "assistant")
        readAnswerParts(record, data, message);
}

void readContent(const json::Object &record, const json::Object &data, Message &message)
{
    readModel(objectOf(data, "model"), message);
    readParts(objectsIn(data, "content"), callInContent, message);
    readAnswer(record, data, message);
}

void readUser(const json::Object &data, Message &message)
{
    message.role = "user";
    message.text = textOf(data, "text");
    for (const json::Object &file : objectsIn(data, "files"))
        addFile(message.attachments, file);
    const bool isEmpty = trimmed(message.text).empty() && message.attachments.empty();
    message.kind = isEmpty ? Kind::Nothing : Kind::Prompt;
}

void readNotice(std::string_view role, const json::Object &data, Message &message)
{
    message.role = role;
    message.text = textOf(data, "text");
    message.kind = trimmed(message.text).empty() ? Kind::Nothing : Kind::Notice;
}

void readShell(const json::Object &record, const json::Object &data, Message &message)
{
    message.kind = Kind::Command;
    message.role = "user";
    message.text = textOf(data, "command");
    message.calls.push_back(callInShell(data));
    message.isFinal = !message.calls.front().isOpen || says(record, "is_old");
}

void readCompaction(const json::Object &record, const json::Object &data, Message &message)
{
    message.role = "system";
    message.text = textOf(data, "summary");
    const std::string status = textOf(data, "status");
    message.kind = status == "failed" || trimmed(message.text).empty() ? Kind::Nothing : Kind::Summary;
    message.isFinal = status != "running" || says(record, "is_old");
    readModel(objectOf(data, "model"), message);
    readUsage(data, message);
}

void readVersion2(
    const std::string &type, const json::Object &record, const json::Object &data, Message &message)
{
    message.name = type;
    if (type == "assistant")
        return readContent(record, data, message);
    if (type == "user")
        return readUser(data, message);
    if (type == "synthetic" || type == "system" || type == "skill")
        return readNotice(type == "synthetic" ? "user" : "system", data, message);
    if (type == "shell")
        return readShell(record, data, message);
    if (type == "compaction")
        return readCompaction(record, data, message);
    message.folder = shortIn(objectOf(data, "location"), "directory");
    message.kind = type == "location-switched" ? Kind::Moved
        : isOneOf(type, kHoldNothing)          ? Kind::Nothing
                                               : Kind::Unknown;
}

} // namespace

Message messageIn(const json::Object &record)
{
    Message message;
    message.id = textOf(record, "id");
    message.seq = record.integer("seq");
    message.name = "unreadable";
    if (record.isNullOrAbsent("data"))
        return message;
    const json::Object data = objectOf(record, "data");
    const auto created = objectOf(data, "time").integer("created");
    message.at = timeOf(created ? created : record.integer("time_created"));
    if (record.isNullOrAbsent("parts"))
        readVersion2(textOf(record, "type"), record, data, message);
    else
        readVersion1(record, data, message);
    return message;
}

} // namespace mimir::opencode
