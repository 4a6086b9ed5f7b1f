#include "cli/leftbyothers.h"

#include "app/ledgernames.h"

#include <QCoreApplication>

namespace mimir::cli {
namespace {

struct LeftByOthersText {
    Q_DECLARE_TR_FUNCTIONS(LeftByOthersText)
};

QString present(Store &store)
{
    return QString::fromStdString(store.settings().text("email"));
}

QString whatIsSent(const SentAsPresent &sent)
{
    QStringList parts;
    if (sent.conversations + sent.entries > 0)
        parts += countsText({sent.conversations, 0, 0, sent.entries});
    if (sent.inOurs > 0)
        parts += LeftByOthersText::tr("%n change(s) in your conversations", nullptr, sent.inOurs);
    return parts.join(LeftByOthersText::tr(", "));
}

} // namespace

Result<void> sendLeftByOther(Store &store, const LeftByAccount &left, Context &context)
{
    const auto sent = store.accounts().sendAsPresent(left.account);
    MIMIR_TRY(sent);
    //: %1 is an e-mail address, %2 is “3 conversations, 1 audit entry”
    context.terminal().line(
        LeftByOthersText::tr("To be sent as %1 from now on: %2.").arg(present(store), whatIsSent(*sent)));
    if (sent->copies > 0)
        context.terminal().line(LeftByOthersText::tr(
            "%n of these conversations is a copy: what the other account has of it at the server stays that "
            "account's, and comes back here when it signs in.",
            nullptr, sent->copies));
    context.wrote();
    return {};
}

ExitCode offerLeftByOthers(Store &store, Context &context)
{
    const auto all = store.accounts().leftByOthers();
    return all ? offerLeftByOthers(store, *all, context) : context.fail(all.error());
}

ExitCode offerLeftByOthers(Store &store, const std::vector<LeftByAccount> &all, Context &context)
{
    ExitCode outcome = Done;
    for (const LeftByAccount &left : all) {
        const QString sentence = leftByOthersSentence(left);
        if (!Terminal::canAsk()) {
            context.terminal().line(sentence + u' '
                + LeftByOthersText::tr("To send this as %1, run “mimir auth adopt”.").arg(present(store)));
            continue;
        }
        const auto answer = context.terminal().ask(sentence + u' '
            + LeftByOthersText::tr("Send this as %1? Type “send”, or press Enter to keep it here: ")
                  .arg(present(store)));
        if (!answer || (*answer != "send" && QString::fromStdString(*answer) != LeftByOthersText::tr("send")))
            continue;
        if (const auto sent = sendLeftByOther(store, left, context); !sent)
            outcome = context.fail(sent.error());
    }
    return outcome;
}

} // namespace mimir::cli
