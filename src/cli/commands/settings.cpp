#include "cli/outputfile.h"
#include "cli/suggestion.h"

#include "app/session.h"
#include "core/qtext.h"
#include "core/regularfile.h"

#include <QEventLoop>
#include <QFile>

#include <fcntl.h>

namespace mimir::cli {
namespace {

/// As written for “settings set”: a switch is on or off.
std::string spoken(const Setting &setting, const std::string &value)
{
    if (setting.kind != Setting::Kind::Switch)
        return value;
    return value == "true" ? "on" : "off";
}

/// Each bad value on its own line.
ExitCode refuse(const Error &error, Context &context)
{
    for (const QString &sentence : settingsErrorText(error).split(u'\n'))
        context.terminal().complain(sentence);
    return exitCodeOf(error.code);
}

json::Object objectOf(const Setting &setting, const Settings &settings)
{
    const bool bare = setting.kind == Setting::Kind::Switch || setting.kind == Setting::Kind::Number;
    const auto json
        = [bare](std::string_view value) { return bare ? std::string(value) : json::quoted(value); };
    json::Object out;
    out.setText("key", setting.key);
    out.set("value", json(settings.value(setting.key)));
    out.set("default", json(setting.fallback));
    out.setText("section", setting.section());
    out.setText("text", settingText(setting.text).toStdString());
    std::vector<std::string> choices;
    for (const SettingChoice &choice : setting.choices)
        choices.emplace_back(choice.value);
    if (!choices.empty())
        out.set("choices", json::arrayOfTexts(choices));
    return out;
}

class SettingsList final : public Command {
    Q_DECLARE_TR_FUNCTIONS(SettingsCommand)
public:
    Description describe() const override
    {
        return {tr("Lists every setting with its value; “*” marks those that differ from the default"), {}, 0,
            0, {{QStringLiteral("json"), {}, tr("as a JSON array")}}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const Settings &settings = context.settings();
        if (arguments.has(QStringLiteral("json"))) {
            std::string list;
            for (const Setting &setting : allSettings())
                list += (list.empty() ? "[" : ",") + objectOf(setting, settings).toJson();
            context.terminal().line(list + "]");
            return Done;
        }
        std::string_view section;
        for (const Setting &setting : allSettings()) {
            if (setting.section() != section)
                context.terminal().line(sectionTitle(section = setting.section()));
            context.terminal().line(QStringLiteral("%1 %2 = %3")
                                        .arg(settings.isDefault(setting.key) ? QChar(u' ') : QChar(u'*'))
                                        .arg(toQString(setting.key), -26)
                                        .arg(toQString(spoken(setting, settings.value(setting.key)))));
            context.terminal().line(
                QStringLiteral("      %1 (%2)").arg(settingText(setting.text), rangeText(setting)));
        }
        for (const QString &problem : settings.problems())
            context.terminal().complain(problem);
        return Done;
    }
};

QStringList keys()
{
    QStringList out;
    for (const Setting &setting : allSettings())
        out << toQString(setting.key);
    return out;
}

class SettingsGet final : public Command {
    Q_DECLARE_TR_FUNCTIONS(SettingsCommand)
public:
    Description describe() const override
    {
        return {tr("Prints the value of a setting"), tr("KEY"), 1, 1,
            {{QStringLiteral("json"), {}, tr("as one JSON object, with its default and possible values")}}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const std::string key = arguments.operands().first().toStdString();
        const Setting *setting = findSetting(key);
        if (!setting)
            return context.misused(tr("There is no setting %1. “mimir settings list” shows them.")
                                       .arg(arguments.operands().first())
                + suggestion(arguments.operands().first(), keys()));
        if (arguments.has(QStringLiteral("json")))
            context.terminal().line(objectOf(*setting, context.settings()).toJson());
        else
            context.terminal().line(spoken(*setting, context.settings().value(key)));
        return Done;
    }
};

class SettingsSet final : public Command {
    Q_DECLARE_TR_FUNCTIONS(SettingsCommand)
public:
    Description describe() const override
    {
        return {tr("Changes settings; takes effect immediately, also in a running program"),
            tr("KEY VALUE | KEY=VALUE…"), 1, 100, {}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const QStringList &operands = arguments.operands();
        if (operands.first() == toQString(settings::kProxyPassword))
            return setPassword(operands, context);
        SettingValues values;
        if (operands.size() == 2 && !operands.first().contains(u'=')) {
            values[operands.first().toStdString()] = operands.last().toStdString();
        } else {
            for (const QString &operand : operands) {
                const qsizetype at = operand.indexOf(u'=');
                if (at <= 0)
                    return context.misused(tr("give KEY VALUE, or KEY=VALUE as often as you like"));
                values[operand.left(at).toStdString()] = operand.mid(at + 1).toStdString();
            }
        }
        const auto set = context.settings().set(values);
        return set ? Done : refuse(set.error(), context);
    }

private:
    /// Never on the command line, where every program on this computer could read it.
    static ExitCode setPassword(const QStringList &operands, Context &context)
    {
        if (operands.size() > 1)
            return context.misused(
                tr("The password cannot be given here: it is asked for, or read from standard input."));
        const auto secret = Terminal::canAsk() ? context.terminal().askSecret(tr("Proxy password: "))
                                               : Terminal::firstInputLine();
        if (!secret)
            return context.misused(tr("the password is missing"));
        const auto session = Session::open(context.profile(), {});
        if (!session)
            return context.fail(session.error());
        QEventLoop loop;
        Result<void> outcome;
        (*session)->proxy().setPassword(
            secret->empty() ? std::nullopt : std::optional(*secret), [&](const Result<void> &done) {
                outcome = done;
                loop.quit();
            });
        loop.exec();
        if (!outcome)
            return context.fail(outcome.error());
        if ((*session)->tokenStoreKind() != TokenStore::Kind::Memory)
            return Done;
        return context.fail(tr("The password was not stored, because there is no keyring. “mimir auth login "
                               "--token-store file” stores secrets in a file that only you can read."));
    }
};

class SettingsReset final : public Command {
    Q_DECLARE_TR_FUNCTIONS(SettingsCommand)
public:
    Description describe() const override
    {
        return {tr("Restores the defaults of the given settings, or of all"), tr("KEY… | --all"), 0, 100,
            {{QStringLiteral("all"), {}, tr("all settings")}}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        if (arguments.operands().isEmpty() != arguments.has(QStringLiteral("all")))
            return context.misused(tr("name settings, or use --all"));
        std::vector<std::string> keys;
        for (const QString &key : arguments.operands())
            keys.push_back(key.toStdString());
        const auto reset = context.settings().reset(keys);
        return reset ? Done : refuse(reset.error(), context);
    }
};

class SettingsExport final : public Command {
    Q_DECLARE_TR_FUNCTIONS(SettingsCommand)
public:
    Description describe() const override
    {
        return {tr("Writes all settings except passwords as JSON"), tr("[FILE]"), 0, 1, {forceOption()}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const std::string text = context.settings().toJson();
        if (arguments.operands().isEmpty()) {
            context.terminal().line(std::string_view(text).substr(0, text.size() - 1));
            return Done;
        }
        return writeOutput(arguments.operands().first(), text, arguments, context);
    }
};

class SettingsImport final : public Command {
    Q_DECLARE_TR_FUNCTIONS(SettingsCommand)
public:
    Description describe() const override
    {
        return {tr("Imports settings from JSON; if one value is invalid, nothing is changed"), tr("FILE"), 1,
            1, {}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        static constexpr qint64 kLargest = 1 << 20;
        const QString path = arguments.operands().first();
        QFile file;
        if (path == QLatin1String("-")) {
            if (!file.open(stdin, QFile::ReadOnly))
                return context.fail(tr("%1 cannot be read: %2").arg(path, file.errorString()));
        } else {
            auto named = openNamed(path, O_RDONLY);
            if (!named || !file.open(named->release(), QFile::ReadOnly, QFile::AutoCloseHandle))
                return context.fail(tr("%1 cannot be read: %2")
                                        .arg(path, named ? file.errorString() : errorReason(named.error())));
        }
        const auto imported = context.settings().importJson(file.read(kLargest).toStdString());
        if (imported)
            return Done;
        context.terminal().complain(tr("Nothing was changed:"));
        return refuse(imported.error(), context);
    }
};

} // namespace

std::unique_ptr<Command> makeSettingsList()
{
    return std::make_unique<SettingsList>();
}
std::unique_ptr<Command> makeSettingsGet()
{
    return std::make_unique<SettingsGet>();
}
std::unique_ptr<Command> makeSettingsSet()
{
    return std::make_unique<SettingsSet>();
}
std::unique_ptr<Command> makeSettingsReset()
{
    return std::make_unique<SettingsReset>();
}
std::unique_ptr<Command> makeSettingsExport()
{
    return std::make_unique<SettingsExport>();
}
std::unique_ptr<Command> makeSettingsImport()
{
    return std::make_unique<SettingsImport>();
}

} // namespace mimir::cli
