// Standard input, output and error of this process. Everything is UTF-8. Colour and a pager are only for a
// user at a terminal, and only if the environment does not disable them (NO_COLOR, TERM=dumb).
#pragma once

#include "core/result.h"

#include <QString>

#include <memory>
#include <string_view>

namespace mimir::cli {

class Pager;

class Terminal {
public:
    enum class Paging : std::uint8_t { Allowed, Off };
    enum class Style : std::uint8_t {
        Plain,
        Heading,
        Aside,
        Prompt,  ///< the heading of what a person said
        Good,    ///< nothing is to be done
        Waiting, ///< it goes on by itself, later
        Bad,     ///< it failed, or someone is to do something
    };

    explicit Terminal(Paging paging = Paging::Allowed);
    ~Terminal();
    Terminal(const Terminal &) = delete;
    Terminal &operator=(const Terminal &) = delete;

    /// Long output may follow: on a terminal a pager shows it, $MIMIR_PAGER, $PAGER or less. `cat` or an
    /// empty value means none. Earlier output has already been written.
    void page();
    /// Emphasised if colour is shown; otherwise unchanged.
    QString styled(Style style, const QString &text) const;

    /// A line on standard output. Text from transcripts must have gone through core/plaintext.h.
    void line(const QString &text);
    void line(std::string_view utf8);
    /// A line on standard error, after the program's name.
    void complain(const QString &text);

    /// Replaces the last progress line; only if standard error is a terminal.
    void progress(const QString &text);

    /// Flushes everything, and waits until the pager is closed; false if it could not be written. Closing the
    /// pager early is not an error.
    bool flush();

    /// Can the user be asked something?
    static bool canAsk();
    /// True if, in addition, the output is read by the user, not by a program.
    static bool isWatched();
    Result<std::string> ask(const QString &question);
    /// Without echo.
    Result<std::string> askSecret(const QString &question);
    /// The first line of standard input, without its line break.
    static Result<std::string> firstInputLine();

private:
    /// Before normal output, and at the end.
    void clearProgress();
    enum class Echo : std::uint8_t { On, Off };
    Result<std::string> askOnTerminal(const QString &question, Echo echo);

    Paging m_paging;
    std::unique_ptr<Pager> m_pager;
    bool m_progressShown = false;
};

} // namespace mimir::cli
