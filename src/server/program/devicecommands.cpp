// device list, device revoke.
#include "server/accounts/devicelist.h"
#include "server/program/command.h"

#include "core/plaintext.h"

#include <QDateTime>

namespace mimir::server {
namespace {

std::string timeText(Millis time)
{
    return QDateTime::fromMSecsSinceEpoch(time, Qt::UTC).toString(Qt::ISODate).toStdString();
}

int withDevices(const Invocation &invocation, const QString &email, Access access,
    const std::function<Result<void>(DeviceList &, std::int64_t user)> &work)
{
    return withStorage(invocation, access, [&](Storage &storage) -> Result<void> {
        const auto user = Administration(storage.sql()).userPk(email.toStdString());
        MIMIR_TRY(user);
        SystemClock clock;
        DeviceList devices(storage.sql(), clock);
        return work(devices, *user);
    });
}

} // namespace

int deviceListCommand(const Invocation &invocation)
{
    QCommandLineParser parser;
    if (!parseOptions(parser, invocation, 1))
        return kWrongUsage;
    return withDevices(invocation, parser.positionalArguments().at(0), Access::ReadOnly,
        [](DeviceList &devices, std::int64_t user) -> Result<void> {
            const auto all = devices.of(user);
            MIMIR_TRY(all);
            Rows rows;
            for (const DeviceInfo &device : *all)
                rows.push_back({device.label.id, device.label.name, timeText(device.lastSeen),
                    device.signedIn ? "signed in" : "signed out"});
            printTable({"ID", "NAME", "LAST SEEN", "STATE"}, rows);
            return {};
        });
}

int deviceRevokeCommand(const Invocation &invocation)
{
    QCommandLineParser parser;
    if (!parseOptions(parser, invocation, 2))
        return kWrongUsage;
    const std::string id = parser.positionalArguments().at(1).toStdString();
    return withDevices(invocation, parser.positionalArguments().at(0), Access::ReadWrite,
        [&](DeviceList &devices, std::int64_t user) -> Result<void> {
            const auto revoked = devices.revoke(user, id);
            MIMIR_TRY(revoked);
            if (!*revoked)
                return Error {ErrorCode::NotFound, "no such device \"" + singleLine(id) + "\""};
            return {};
        });
}

} // namespace mimir::server
