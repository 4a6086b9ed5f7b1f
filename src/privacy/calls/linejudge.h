// Goes through a command line and what is nested in its words. shelleffect.h is what others use.
#pragma once

#include "privacy/calls/programs.h"
#include "privacy/calls/shelleffect.h"

#include <array>
#include <map>
#include <optional>
#include <set>

namespace mimir {

class LineJudge {
public:
    explicit LineJudge(std::string_view folder) : m_folder(folder) { }

    void judge(std::string_view text, std::optional<shell::Span> within, int depth);
    void judge(const shell::CommandLine &line, int depth);
    ShellEffect take();

private:
    /// What a shell itself understands in front of a program.
    static constexpr std::array<std::string_view, 13> kReserved {
        "if", "then", "elif", "else", "fi", "while", "until", "do", "done", "!", "{", "}", "coproc"};

    struct Shown {
        bool files = false, secrets = false, environment = false;
    };
    /// A command of a line, or the part of one that a wrapper runs.
    struct Part {
        const shell::CommandLine &line;
        const shell::SimpleCommand &command;
        Words words; ///< the program and what it is given
        int depth;
        bool getsMore = false; ///< xargs adds words that are not here

        Words arguments() const { return words.subspan(1); }
    };

    /// Not one word: it could be run by a shell.
    static bool isCommandLine(std::string_view text)
    {
        return text.find_first_of(" \t\n;|&<>$`(") != std::string_view::npos;
    }

    bool mayRead(std::size_t size);
    void giveUp();
    void noteVariables(const shell::CommandLine &line);
    void noteVariable(const std::string &assignment);
    bool standsForSecretFile(const shell::Word &word) const;
    Words programOf(const shell::SimpleCommand &command) const;
    void withoutProgram(const Part &part);
    void part(Part part);
    void role(const Program &program, const std::string &name, const Part &part);

    void askedAddresses(const Part &part);
    void viewer(const Program &program, const std::string &name, const Part &part);
    void viewedVariables(const Program &program, const Part &part);
    void printer(const Part &part);
    void wrapper(const Program &program, const std::string &name, const Part &part);
    void shell(const Program &program, const std::string &name, const Part &part);
    void interpreter(const std::string &name, const Part &part);
    void code(std::string_view text, shell::Span at, const Part &part);
    void env(const Part &part);
    void declaration(const std::string &name, const Part &part);
    void find(const Part &part);
    void container(const Part &part);
    void git(const Part &part);
    void changeFolder(const Part &part);

    void nestedLine(const shell::Word &word, const Part &part);
    void nestedWords(Words words, const Part &part);
    void nestedPart(const Part &part, std::size_t from, bool getsMore = false);

    bool isUnderstood(const std::string &name, const Part &part);
    void understood(const std::string &name, const Part &part);
    void expandedProgram(const Part &part);
    void unknownProgram(const Part &part);
    void nestedInWords(const Part &part);
    void sourced(const Part &part);
    void reading(const Part &part);
    void nestedLines(const Part &part);
    void download(const Part &part);
    void assignedPrograms(const Part &part);
    void script(Words words, const Part &part);
    void shellOptions(const std::string &name, const Part &part);
    void gitOptions(const Part &part);

    void namedFiles(const Part &part);
    void noteCopied(const std::string &name, const Part &part);
    void redirectedFiles(const Part &part);
    void expandedVariables(const shell::Word &word, const Part &part);
    void usedVariables(const shell::Word &word);
    void note(bool Shown::*what, const Part &part)
    {
        Shown &shown
            = part.command.isCaptured ? m_captured : m_shown; // in one expression, g++ 12 leaves it out
        shown.*what = true;
    }
    void showFiles(const Part &part);

    std::string m_folder;
    Shown m_shown, m_captured;
    bool m_usesVariables = false, m_usesOutside = false, m_traces = false, m_copiesSecret = false;
    bool m_isOtherShell = false;                    ///< one whose words mean something else: fish, nu
    std::size_t m_read = 0, m_limit = 64u << 10;    ///< bytes and words
    std::set<std::string, std::less<>> m_variables; ///< set in the line itself
    std::map<std::string, std::string, std::less<>> m_values; ///< of those that are set once, to plain text
    std::set<std::string, std::less<>> m_secretVariables; ///< their value is the path of a file with secrets
    std::vector<ShellEffect::Written> m_written;
};

} // namespace mimir
