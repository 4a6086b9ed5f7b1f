#include "cli/telemetrystate.h"

#include "core/plaintext.h"

#include <QCoreApplication>

namespace mimir::cli {
namespace {

constexpr std::size_t kMaxPath = 500;

struct Telemetry {
    Q_DECLARE_TR_FUNCTIONS(Telemetry)
};

} // namespace

std::optional<TelemetrySetup> telemetrySetupOf(const Arguments &arguments, Context &context)
{
    const QString agent = arguments.operands().value(0);
    auto setup = TelemetrySetup::of(agent, QProcessEnvironment::systemEnvironment());
    if (!setup)
        (void)context.misused(
            Telemetry::tr("Telemetry of %1 is not read. That of these is: %2.")
                .arg(plain(agent.toStdString()), TelemetrySetup::agents().join(QStringLiteral(", "))));
    return setup;
}

std::uint16_t telemetryPort(Context &context)
{
    return static_cast<std::uint16_t>(context.settings().number(settings::kTelemetryPort));
}

QString decisionText(const TelemetrySetup::Decided &decided)
{
    const QString name = plain(decided.name.toStdString(), kMaxPath);
    return decided.file.isEmpty()
        ? Telemetry::tr("%1 in the environment").arg(name)
        : Telemetry::tr("%1 in %2").arg(name, plain(decided.file.toStdString(), kMaxPath));
}

TelemetryState telemetryStateOf(const TelemetrySetup &setup, Context &context)
{
    using Is = TelemetryState::Is;
    if (const auto decided = setup.decidedBy())
        return {Is::DecidedByOthers, decisionText(*decided)};
    const auto text = setup.file().read();
    const auto found = text ? setup.foundIn(*text) : Result<TelemetryFound>(text.error());
    if (!found)
        return found.error().code == ErrorCode::NotFound
            ? TelemetryState()
            : TelemetryState {Is::Unreadable, {}, found.error().code};
    if (!found->others.empty())
        return {
            Is::DecidedByOthers, decisionText({QString::fromStdString(found->others), setup.file().path})};
    if (!found->ours)
        return {};
    const auto token = readTelemetryToken(context.profile().directory());
    const bool isHere
        = token && found->isWhole && *found->ours == TelemetryTarget {telemetryPort(context), *token};
    return {isHere ? Is::Installed : Is::Outdated};
}

QString receiverText(Context &context)
{
    if (!context.settings().isOn(settings::kTelemetryReceive))
        return Telemetry::tr("Telemetry: not received");
    const auto port = telemetryPort(context);
    if (const auto token = readTelemetryToken(context.profile().directory()); !token)
        return Telemetry::tr(
            "Telemetry: not received, since the token in the profile cannot be used. Please remove the file "
            "telemetry.token and run “mimir telemetry install” again");
    switch (listenerOn(port)) {
    case PortListener::SameUser:
        return Telemetry::tr("Telemetry: received on port %1").arg(port);
    case PortListener::OtherUser:
        return Telemetry::tr(
            "Telemetry: not received, since a program of another user listens on port %1, and agents send to "
            "it "
            "what they tell. Please choose another one with “mimir settings set telemetry.port "
            "PORT”, and run “mimir telemetry install” again")
            .arg(port);
    case PortListener::None:
        break;
    }
    return Telemetry::tr("Telemetry: not received at the moment: no one listens on port %1. Mimir Sync or "
                         "“mimir sync run” does "
                         "while it runs")
        .arg(port);
}

} // namespace mimir::cli
