// What a message of opencode says, whichever version has written it.
#pragma once

#include "core/clock.h"
#include "core/json/jsonobject.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mimir::opencode {

struct Call {
    std::string id, tool;
    std::string arguments, result; ///< canonical JSON; empty = not recorded
    std::string error {};
    std::string childSession {}; ///< in which a sub-agent did it
    std::optional<Millis> began {}, ended {};
    std::optional<std::int64_t> exitCode {}, resultBytes {};
    bool isOpen = false; ///< not ended yet
    bool hasFailed = false;
};

struct Message {
    enum class Kind : std::uint8_t {
        Prompt,
        Command, ///< a shell line of the person, or a task that a slash command began
        Notice,  ///< the program's words
        Answer,  ///< a text, or a step that only calls tools
        Summary, ///< of what was compacted
        Moved,   ///< the session goes on in `folder`
        Nothing, ///< known to hold nothing of the conversation
        Unknown,
    };
    Kind kind = Kind::Unknown;
    std::string name; ///< as its kind is counted
    std::string id, role;
    std::string text {}, thinking {}, model {}, provider {}, folder {};
    std::string attachments {}; ///< canonical JSON; empty = none
    std::string cost {};        ///< canonical JSON, in dollars; empty = none
    std::optional<Millis> at {};
    std::optional<std::int64_t> seq {};
    std::int64_t input = 0, output = 0, reasoning = 0, cacheRead = 0, cacheWrite = 0; ///< tokens
    std::vector<Call> calls {};
    std::vector<std::string> unknownParts {}; ///< their types
    bool hasServiceError = false;
    bool isFinal = true; ///< it is not going to change
};

/// `record`: as OpencodeRecords give it.
Message messageIn(const json::Object &record);

} // namespace mimir::opencode
