// What is known of a program of a shell and of its words (programtable.h, secretcommandtable.h).
#pragma once

#include "privacy/calls/programtable.h"
#include "privacy/shell/commandline.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mimir {

using Words = std::span<const shell::Word>;

/// "/usr/bin/Cat" -> "cat"
std::string programName(std::string_view word);
/// nullptr when it is in no table.
const Program *findProgram(std::string_view name);
/// In any of the tables, or with a meaning of its own in shelleffect.cpp.
bool isKnownProgram(std::string_view name);

/// Whether a word is one of these options; "x*" = begins with x; "-c" also stands in "-rc", as far as no option in front
/// of it has a value.
bool isOption(std::string_view word, std::string_view options, std::string_view withValue = {});
bool hasOption(Words words, std::string_view options, std::string_view withValue = {});

/// The words that are neither options nor values of options.
std::vector<const shell::Word *> operandsOf(Words words, std::string_view withValue);
/// How many words precede the program that a wrapper runs.
std::size_t wrappedAt(Words words, const Program &wrapper);

/// "kubectl get pods -o wide": a list with more columns is a list, as it is without the option. The same words for
/// everything else.
std::vector<shell::Word> withoutPlainFormat(Words words);

/// The whole command, in lower case, as the patterns of the tables want it.
std::vector<std::string> loweredWords(std::string_view program, Words words);
bool showsFilesBySubcommand(const std::vector<std::string> &lowered, Words words);
bool printsEnvironment(const std::vector<std::string> &lowered);
bool printsSecrets(const std::vector<std::string> &lowered);

} // namespace mimir
