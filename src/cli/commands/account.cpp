// What the server knows about the account: organisations and devices.
#include "cli/command.h"
#include "cli/format.h"
#include "cli/signedin.h"
#include "cli/typedid.h"
#include "cli/waiting.h"

#include "app/keytext.h"
#include "app/session.h"
#include "core/plaintext.h"

namespace mimir::cli {
namespace {

constexpr std::size_t kNameCharacters = 80;

std::vector<std::string> idsOf(const std::vector<AccountDevice> &devices)
{
    std::vector<std::string> ids;
    ids.reserve(devices.size());
    for (const AccountDevice &device : devices)
        ids.push_back(device.id);
    return ids;
}

class OrgsList final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Orgs)
public:
    Description describe() const override
    {
        return {tr("Lists your organisations as the server knows them"), {}, 0, 0,
            {{QStringLiteral("json"), {}, tr("as a JSON array")}}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const auto session = signedInSession(context);
        if (!session)
            return context.fail(session.error());
        const auto list = waitFor<std::vector<Organization>>(
            [&](auto done) { (*session)->organizations(std::move(done)); });
        if (!list)
            return failAtServer(list.error(), **session, context);
        const std::string present = (*session)->store().settings().text("org_slug");
        std::vector<json::Object> objects;
        Table table({tr("Organisation"), tr("Name"), tr("Your role"), tr("New work goes to")});
        for (const Organization &one : *list) {
            objects.push_back(objectOf(one, present));
            table.add({plain(one.slug), plain(one.name, kNameCharacters), plain(one.role),
                one.slug == present ? tr("this one") : QString()});
        }
        if (arguments.has(QStringLiteral("json")))
            context.terminal().line(jsonArray(objects));
        else if (table.isEmpty())
            context.terminal().line(tr("You are not in any organisation on this server."));
        else
            table.print(context.terminal());
        return Done;
    }

private:
    static json::Object objectOf(const Organization &one, const std::string &present)
    {
        json::Object out;
        out.setText("slug", one.slug);
        out.setText("name", one.name);
        out.setText("role", one.role);
        out.setBool("personal", one.personal);
        out.setBool("current", one.slug == present);
        return out;
    }
};

class OrgsSwitch final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Orgs)
public:
    Description describe() const override
    {
        return {tr("Sends new work to another of your organisations; existing work stays in sync"),
            tr("SLUG"), 1, 1, {}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const auto session = signedInSession(context);
        if (!session)
            return context.fail(session.error());
        const auto switched = waitFor<SignIn>([&](auto done) {
            (*session)->signInFlow().switchOrganization(
                arguments.operands().first().toStdString(), std::move(done));
        });
        if (!switched
            && (switched.error().code == ErrorCode::Forbidden
                || switched.error().code == ErrorCode::NotFound))
            return context.fail(
                tr("You are not a member of an organisation “%1”. “mimir orgs list” lists yours.")
                    .arg(plain(arguments.operands().first().toStdString())));
        if (!switched)
            return context.fail(switched.error());
        const auto team = (*session)->store().teams().defaultTeam();
        context.terminal().line(tr("New work goes to %1/%2.")
                                    .arg(plain(switched->orgSlug), plain(team ? team->slug : std::string())));
        return context.tellOwnerOf(OwnerCommand::Kind::SignedIn);
    }
};

class DevicesList final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Devices)
public:
    Description describe() const override
    {
        return {tr("Lists the devices that are signed in to your account"), {}, 0, 0,
            {{QStringLiteral("json"), {}, tr("as a JSON array")}}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const auto session = signedInSession(context);
        if (!session)
            return context.fail(session.error());
        const auto list
            = waitFor<std::vector<AccountDevice>>([&](auto done) { (*session)->devices(std::move(done)); });
        if (!list)
            return failAtServer(list.error(), **session, context);
        const KeyState key = keyOf(**session);
        std::vector<json::Object> objects;
        const std::vector<std::string> ids = idsOf(*list);
        for (const AccountDevice &device : *list) {
            if (arguments.has(QStringLiteral("json")))
                objects.push_back(objectOf(device, key));
            else
                context.terminal().line(
                    QStringLiteral("%1 %2  %3  %4")
                        .arg(device.current ? QChar(u'*') : QChar(u' '))
                        .arg(plain(shortId(ids, device.id)), plain(device.name, kNameCharacters),
                            localTime(device.lastSeen > 0 ? std::optional(device.lastSeen) : std::nullopt)));
        }
        if (arguments.has(QStringLiteral("json")))
            context.terminal().line(jsonArray(objects));
        else
            tellKey(key, context.terminal());
        return Done;
    }

private:
    /// By the server's present word where it has one.
    static KeyState keyOf(Session &session)
    {
        const auto asked = waitFor<KeyState>([&](auto done) { session.keys().refresh(std::move(done)); });
        const auto shown = session.keys().showCode();
        const auto known = asked ? asked : KeyExchange::stateOf(session.store());
        return shown && known ? KeyState {known->is, *shown} : KeyState();
    }

    static void tellKey(const KeyState &key, Terminal &terminal)
    {
        if (const QString sentence = keySentence(key.is); !sentence.isEmpty())
            terminal.line(sentence);
        if (key.code)
            terminal.line(howToConfirm(*key.code));
    }

    static json::Object objectOf(const AccountDevice &device, const KeyState &key)
    {
        json::Object out;
        out.setText("id", device.id);
        out.setText("name", device.name);
        out.setInteger("lastSeen", device.lastSeen);
        out.setBool("signedIn", device.signedIn);
        out.setBool("current", device.current);
        if (device.current) {
            out.setText("key", keyStateName(key.is));
            if (key.code)
                out.setText("code", key.code->shown());
        }
        return out;
    }
};

class DevicesRevoke final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Devices)
public:
    Description describe() const override
    {
        return {tr("Signs out a device, for example a lost one; what it has not sent stays on it"), tr("ID…"),
            1, 100, {}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const auto session = signedInSession(context);
        if (!session)
            return context.fail(session.error());
        const auto devices
            = waitFor<std::vector<AccountDevice>>([&](auto done) { (*session)->devices(std::move(done)); });
        if (!devices)
            return failAtServer(devices.error(), **session, context);
        const auto ids = typedIdsOf(context, idsOf(*devices), arguments.operands(), nothing());
        if (!ids)
            return Failed;
        ExitCode worst = Done;
        for (const std::string &id : *ids) {
            const ExitCode code = revoke(**session, id, context);
            worst = code == Done ? worst : code;
        }
        return worst;
    }

private:
    static QString nothing() { return tr("There is no device %1. “mimir devices list” shows them."); }

    static ExitCode revoke(Session &session, const std::string &id, Context &context)
    {
        const auto revoked = waitFor<void>([&](auto done) { session.revokeDevice(id, std::move(done)); });
        if (!revoked && revoked.error().code == ErrorCode::NotFound)
            return context.fail(nothing().arg(plain(id)));
        if (!revoked)
            return failAtServer(revoked.error(), session, context);
        context.terminal().line(tr("Signed out: %1").arg(plain(id)));
        return Done;
    }
};

class DevicesRename final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Devices)
public:
    Description describe() const override
    {
        return {tr("Renames this device, in the list of devices and in conflicts; without a name, restores "
                   "the usual one"),
            tr("[NAME]"), 0, 1, {}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const auto session = Session::open(context.profile(), {});
        if (!session)
            return context.fail(session.error());
        if (const auto renamed = (*session)->renameDevice(arguments.operands().value(0).toStdString());
            !renamed)
            return context.fail(renamed.error());
        context.terminal().line(tr("This device is called %1.").arg(plain((*session)->deviceName())));
        // Applied at once if signed in; otherwise with the next request.
        if ((*session)->store().settings().text("signed_in") == "1")
            (void)waitFor<std::vector<AccountDevice>>(
                [&](auto done) { (*session)->devices(std::move(done)); });
        return Done;
    }
};

} // namespace

std::unique_ptr<Command> makeOrgsList()
{
    return std::make_unique<OrgsList>();
}
std::unique_ptr<Command> makeOrgsSwitch()
{
    return std::make_unique<OrgsSwitch>();
}
std::unique_ptr<Command> makeDevicesList()
{
    return std::make_unique<DevicesList>();
}
std::unique_ptr<Command> makeDevicesRename()
{
    return std::make_unique<DevicesRename>();
}
std::unique_ptr<Command> makeDevicesRevoke()
{
    return std::make_unique<DevicesRevoke>();
}

} // namespace mimir::cli
