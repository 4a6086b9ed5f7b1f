// A command line of a POSIX shell, taken apart: which programs are run, with which words, reading and writing what.
// Nothing is expanded or run, so variables and patterns stay as they are written. What a program does with its words
// is not known here (privacy/calls/programs.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mimir::shell {

/// Where something is written in the line.
struct Span {
    std::size_t from = 0, to = 0;

    bool operator==(const Span &) const = default;
};

/// What stands for <(…) and >(…) in a word.
inline constexpr std::string_view kProcess = "<()";

struct Word {
    std::string
        text; ///< without quotes and escapes; "$NAME" and "${NAME}" as written, "$()" for a substitution
    Span at;
    std::vector<std::string> variables; ///< names that the shell would expand in it
    bool isQuoted = false;              ///< begins with a quote, so it is never a word of the shell's own
};

struct Redirection {
    enum class Kind : std::uint8_t {
        Input,    ///< < file
        Output,   ///< > file, >> file, &> file
        Document, ///< << END
        String,   ///< <<< word
        Copy,     ///< 2>&1
    };
    Kind kind = Kind::Input;
    int descriptor = -1; ///< as written; -1 = the usual one
    Word target;         ///< a here-document's variables are in it, too
    std::string document;
    Span documentAt;
};

/// A program with its words and what it reads and writes (POSIX: "simple command"). Substitutions and groups consist
/// of such commands, too.
struct SimpleCommand {
    std::vector<Word> assignments; ///< NAME=value in front of the program
    std::vector<Word> words;
    std::vector<Redirection> redirections;
    std::optional<std::size_t> feeds; ///< the command that reads its output through a pipe
    std::optional<std::size_t> fedBy; ///< the command whose output it reads
    bool isCaptured = false;          ///< its output becomes the value of a variable
};

struct CommandLine {
    std::vector<SimpleCommand> commands; ///< in the order in which they begin
    bool isComplete = true;              ///< false: nested too deeply or very many, so the rest is unknown
    bool isClosed = true;                ///< false: a quote has no end
};

/// Reads any text, in time linear in its length. `within`: where the text as a whole is written, for a line that is
/// itself a word of another one.
CommandLine parse(std::string_view text, std::optional<Span> within = {});

/// "NAME=value" with a name as variables have.
bool isAssignment(std::string_view text);

} // namespace mimir::shell
