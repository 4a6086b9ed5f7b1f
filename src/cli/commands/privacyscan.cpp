#include "app/sentscan.h"
#include "cli/command.h"

#include "core/json/jsonvalue.h"
#include "core/json/jsonwriter.h"

namespace mimir::cli {
namespace {

std::string joined(const std::set<std::string> &words)
{
    std::string out;
    for (const std::string &word : words)
        out += (out.empty() ? "" : ", ") + word;
    return out;
}

std::string jsonOf(const SentFinding &finding)
{
    std::vector<std::string> fields;
    for (const wire::Withheld &one : finding.fields)
        fields.push_back(one.field);
    json::Object out;
    out.setText("type", typeName(finding.type));
    out.setText("id", finding.id);
    out.setText("conversation", finding.conversation);
    out.set("fields", json::arrayOfTexts(fields));
    out.set("kinds", json::arrayOfTexts({finding.kinds.begin(), finding.kinds.end()}));
    out.setBool("waiting", finding.waits);
    return out.toJson();
}

class PrivacyScan final : public Command {
    Q_DECLARE_TR_FUNCTIONS(PrivacyScan)
public:
    Description describe() const override
    {
        return {tr("Looks for what was sent earlier and would be withheld today"), {}, 0, 0,
            {{QStringLiteral("redact"), {},
                 tr("send it again in its masked form, which replaces it at the server and on all devices")},
                {QStringLiteral("json"), {}, tr("as one JSON object")}}};
    }
    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        // What it finds by them is masked by the process that sends.
        const auto noted
            = noteEnvironment((*store)->database(), context.clock(), DeviceSecrets::environmentOfProcess());
        if (!noted)
            return context.fail(noted.error());
        const auto scan = SentScan((*store)->database(), context.clock()).run();
        if (!scan)
            return context.fail(scan.error());
        const bool redact = arguments.has(QStringLiteral("redact"));
        const auto queued = redact ? sendMasked((*store)->database(), scan->findings) : Result<int>(0);
        if (!queued)
            return context.fail(queued.error());
        if (*queued > 0)
            context.wrote();
        if (arguments.has(QStringLiteral("json")))
            tellJson(*scan, *queued, context);
        else
            tell(*scan, redact ? std::optional(*queued) : std::nullopt, context);
        return scan->findings.empty() || redact ? Done : AttentionNeeded;
    }

private:
    static void tellJson(const SentScanResult &scan, int queued, Context &context)
    {
        std::string findings;
        for (const SentFinding &finding : scan.findings)
            findings += (findings.empty() ? "" : ",") + jsonOf(finding);
        json::Object out;
        out.set("findings", '[' + findings + ']');
        out.setInteger("looked", scan.looked);
        out.setInteger("kept", scan.kept);
        out.setInteger("queued", queued);
        context.terminal().line(out.toJson());
    }

    static void tell(const SentScanResult &scan, std::optional<int> queued, Context &context)
    {
        Terminal &terminal = context.terminal();
        for (const SentFinding &finding : scan.findings)
            terminal.line(std::string(typeName(finding.type)) + ' ' + finding.id
                + (finding.conversation.empty() ? "" : " (" + finding.conversation + ')') + ": "
                + joined(finding.kinds));
        const int found = static_cast<int>(scan.findings.size()), looked = static_cast<int>(scan.looked);
        terminal.line(tr("%n item(s) that servers have were looked at.", nullptr, looked));
        if (scan.kept > 0)
            terminal.line(
                tr("%n of them are of conversations of which nothing may be sent today; “mimir privacy "
                   "rule conversation ID nothing --remove-from-server” removes one from the server.",
                    nullptr, static_cast<int>(scan.kept)));
        if (found == 0)
            terminal.line(tr("Nothing was found that would be withheld today."));
        else if (!queued)
            terminal.line(
                tr("%n item(s) hold what would be withheld today. “mimir privacy scan --redact” sends them "
                   "again in their masked form.",
                    nullptr, found));
        else
            terminal.line(tr("%n item(s) will be sent again in their masked form.", nullptr, *queued));
    }
};

} // namespace

std::unique_ptr<Command> makePrivacyScan()
{
    return std::make_unique<PrivacyScan>();
}

} // namespace mimir::cli
