// Standard input, output and error of this process. Everything is UTF-8; nothing is coloured.
#pragma once

#include "core/result.h"

#include <QString>

#include <string_view>

namespace mimir::cli {

class Terminal {
public:
    /// A line on standard output. Text from transcripts must have gone through core/plaintext.h.
    void line(const QString &text);
    void line(std::string_view utf8);
    /// A line on standard error, after the program's name.
    void complain(const QString &text);

    /// Replaces the last progress line; only where a person watches standard error.
    void progress(const QString &text);
    /// Before ordinary output, and at the end.
    void clearProgress();

    /// Everything said has left the process; false when it could not be written.
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

    bool m_progressShown = false;
};

} // namespace mimir::cli
