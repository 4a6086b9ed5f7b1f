// A tool call of opencode, in the three shapes that its versions give it.
#pragma once

#include "sources/agents/opencodemessage.h"

namespace mimir::opencode {

/// A part of a message of version 1.
Call callInPart(const json::Object &part);
/// A block of an answer of version 2.
Call callInContent(const json::Object &block);
/// A shell line of a person, of version 2: a message of its own.
Call callInShell(const json::Object &shell);

/// nullopt for a time that no clock that is set shows.
std::optional<Millis> timeOf(std::optional<std::int64_t> time);

} // namespace mimir::opencode
