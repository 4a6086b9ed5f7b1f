// Files with secrets that a line names; the rest of the class is in linejudge.cpp.
#include "core/text.h"
#include "privacy/calls/linejudge.h"
#include "privacy/calls/secretfiles.h"

#include <algorithm>
#include <array>

namespace mimir {
namespace {

using shell::Redirection;
using shell::Word;

// Their values name files that a program uses, not shows.
constexpr std::string_view kUsing
    = "--env-file --kubeconfig --key --cert --cacert --private-key -var-file --var-file "
      "--identity-file --key-file --cert-file --tls-key --tls-cert";

} // namespace

bool LineJudge::standsForSecretFile(const Word &word) const
{
    return std::ranges::any_of(
        word.variables, [this](const std::string &name) { return m_secretVariables.contains(name); });
}

// Unknown programs may print what they are given; git prints it only with some of its sub-commands.
void LineJudge::namedFiles(const Part &part)
{
    constexpr std::array<std::string_view, 24> onlyNames {"add", "rm", "mv", "status", "check-ignore",
        "ls-files", "commit", "checkout", "restore", "stash", "reset", "log", "update-index", "clean", "push",
        "fetch", "pull", "merge", "rebase", "switch", "branch", "tag", "init", "clone"};
    const Words arguments = part.arguments();
    const bool showsNames = programName(part.words.front().text) == "git"
        && std::ranges::any_of(
            operandsOf(arguments, "-C -c"), [&](const Word *word) { return isOneOf(word->text, onlyNames); })
        && !m_shown.files;
    bool isUsed = false;
    for (const Word &word : part.words) {
        const bool isNamed
            = (looksLikeFile(word.text) && isSecretFile(word.text, m_folder)) || standsForSecretFile(word);
        if (!isUsed && !isOption(word.text.substr(0, word.text.find('=')), kUsing) && !showsNames && isNamed)
            note(&Shown::secrets, part);
        isUsed = isOption(word.text, kUsing);
    }
}

// What is copied is shown under another name, if anything in the line shows files.
void LineJudge::noteCopied(const std::string &name, const Part &part)
{
    constexpr std::array<std::string_view, 12> copiers {
        "cp", "mv", "ln", "install", "rsync", "scp", "tar", "zip", "gzip", "copy-item", "move-item", "copy"};
    const bool copies = isOneOf(name, copiers);
    for (const Word &word : part.arguments()) {
        if (isEnvironmentFile(word.text))
            note(&Shown::environment, part);
        else if (copies && isSecretFile(word.text, m_folder))
            m_copiesSecret = true;
    }
}

void LineJudge::redirectedFiles(const Part &part)
{
    for (const Redirection &redirection : part.command.redirections) {
        if (redirection.kind != Redirection::Kind::Input)
            continue;
        if (isEnvironmentFile(redirection.target.text))
            note(&Shown::environment, part);
        else if (isSecretFile(redirection.target.text, m_folder))
            note(&Shown::secrets, part);
    }
}

} // namespace mimir
