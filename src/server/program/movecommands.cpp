// export, import: moving organisations to another server or the other engine.
#include "core/plaintext.h"
#include "server/operations/orgexport.h"
#include "server/operations/orgimport.h"
#include "server/program/command.h"
#include "server/program/terminal.h"

#include <iostream>
#include <unistd.h>

namespace mimir::server {
namespace {

// Several times the largest item: a longer line cannot be ours.
constexpr std::size_t kLongestLine = 64u << 20;

Result<void> readLines(OrgImport &import, std::istream &in)
{
    Progress progress("read", "lines");
    std::string line;
    while (std::getline(in, line)) {
        if (line.size() > kLongestLine)
            return Error {ErrorCode::TooLarge, "line " + std::to_string(import.lines() + 1) + " is too long"};
        MIMIR_TRY(import.take(line));
        progress.show(static_cast<std::size_t>(import.lines()));
    }
    return import.finish();
}

void list(const char *what, const std::vector<std::string> &names)
{
    std::cout << what << " (" << names.size() << ')';
    for (std::size_t i = 0; i < names.size(); ++i)
        std::cout << (i == 0 ? ": " : ", ") << singleLine(names[i]);
    std::cout << '\n';
}

void tell(const OrgImport &import)
{
    list("organisations", import.taken().orgs);
    std::cout << "teams (" << import.taken().teams << ")\n";
    list("new accounts", import.taken().newAccounts);
    list("accounts that already existed", import.taken().knownAccounts);
    for (const std::string &secret : import.secrets())
        std::cout << secret << '\n';
    std::cout << import.rows() << " rows\n";
}

} // namespace

int exportCommand(const Invocation &invocation)
{
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("all"), QStringLiteral("All organisations, including personal ones.")});
    parser.addOption({QStringLiteral("secrets"),
        QStringLiteral("Also password hashes, sign-ins and the redaction key: for a move.")});
    if (!parseOptions(parser, invocation, 0, 1))
        return kWrongUsage;
    const bool all = parser.isSet(QStringLiteral("all"));
    if (all != parser.positionalArguments().isEmpty())
        return wrongUsage(QStringLiteral("use export ORGANISATION, or export --all"));
    const auto secrets
        = parser.isSet(QStringLiteral("secrets")) ? OrgExport::Secrets::With : OrgExport::Secrets::Without;
    return withStorage(invocation, Access::ReadOnly, [&](Storage &storage) {
        Progress progress("exported", "lines");
        std::ios::sync_with_stdio(false);
        OrgExport exported(storage, std::cout, secrets, [&](std::size_t lines) { progress.show(lines); });
        return exported.run(parser.positionalArguments().value(0).toStdString());
    });
}

int importCommand(const Invocation &invocation)
{
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("secrets"),
        QStringLiteral(
            "Also passwords, sign-ins, revocations and the redaction key, for accounts that are new here.")});
    if (!parseOptions(parser, invocation, 0, 1))
        return kWrongUsage;
    const auto secrets = parser.isSet(QStringLiteral("secrets")) ? ImportedSecrets::Wanted::Yes
                                                                 : ImportedSecrets::Wanted::No;
    if (isatty(STDIN_FILENO))
        return wrongUsage(QStringLiteral("use import [--secrets] [NAME] < FILE"));
    const std::string slug = parser.positionalArguments().value(0).toStdString();
    return withStorage(invocation, Access::ReadWrite, [&](Storage &storage) -> Result<void> {
        SystemClock clock;
        SystemRandom random;
        std::ios::sync_with_stdio(false);
        OrgImport import(storage, clock, random, slug, secrets);
        MIMIR_TRY(import.begin());
        const auto done = readLines(import, std::cin);
        for (const std::string &wrong : import.wrongLines())
            complain(wrong);
        MIMIR_TRY(done);
        for (const std::string &note : import.notes())
            complain(note);
        tell(import);
        return {};
    });
}

} // namespace mimir::server
