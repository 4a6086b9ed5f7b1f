// Standard input, output and error of this process. Everything is UTF-8. Colour and a pager are for a person
// at a terminal only, and only where the environment does not refuse them (NO_COLOR, TERM=dumb).
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
    enum class Style : std::uint8_t { Heading, Aside };

    explicit Terminal(Paging paging = Paging::Allowed);
    ~Terminal();
    Terminal(const Terminal &) = delete;
    Terminal &operator=(const Terminal &) = delete;

    /// What follows may be long: on a terminal a pager shows it, $MIMIR_PAGER, $PAGER or less. `cat` or an
    /// empty value is none. What was said before is out.
    void page();
    /// Emphasised where colour is seen; unchanged elsewhere.
    QString styled(Style style, const QString &text) const;

    /// A line on standard output. Text from transcripts must have gone through core/plaintext.h.
    void line(const QString &text);
    void line(std::string_view utf8);
    /// A line on standard error, after the program's name.
    void complain(const QString &text);

    /// Replaces the last progress line; only where a person watches standard error.
    void progress(const QString &text);
    /// Before ordinary output, and at the end.
    void clearProgress();

    /// Everything said has left the process, and a pager has been left; false when it could not be written. A
    /// reader who leaves the pager early has read enough.
    bool flush();

    /// May a person be asked something?
    static bool canAsk();
    /// Nor does anything but a person read what is said.
    static bool isWatched();
    Result<std::string> ask(const QString &question);
    /// Without echo.
    Result<std::string> askSecret(const QString &question);
    /// The first line of standard input, without its line break.
    static Result<std::string> firstInputLine();

private:
    Result<std::string> askOnTerminal(const QString &question, bool echo);

    Paging m_paging;
    std::unique_ptr<Pager> m_pager;
    bool m_progressShown = false;
};

} // namespace mimir::cli
