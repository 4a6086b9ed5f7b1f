// Base class of all commands: one class per command, created when it is called.
#pragma once

#include "cli/arguments.h"
#include "cli/context.h"
#include "storage/tables/idlookup.h"

#include <QCoreApplication>

#include <memory>
#include <span>
#include <string_view>

namespace mimir::cli {

class Command {
public:
    struct Description {
        QString summary;  ///< one sentence
        QString operands; ///< "PATH", "[ID…]"; empty = none
        int minOperands = 0;
        int maxOperands = 0;
        std::vector<Option> options;
        std::optional<IdScope> ids = std::nullopt; ///< whose ids its operands are, for completion
    };

    virtual ~Command() = default;
    virtual Description describe() const = 0;
    virtual ExitCode run(const Arguments &arguments, Context &context) = 0;
};

/// The words that name a command: "sync now" for `mimir sync now`.
struct CommandEntry {
    enum class NewProfile : std::uint8_t {
        Refused,
        Made,
        MadeToSet, ///< with an operand; without one the command only shows
    };

    std::string_view name;
    std::unique_ptr<Command> (*make)();
    NewProfile newProfile = NewProfile::Refused; ///< if the named directory does not exist
};

/// In the order of the help.
std::span<const CommandEntry> allCommands();
/// The words that may follow `group`, such as "now" after "sync"; the first words of all commands if it is
/// empty. In the order of the help, without duplicates.
QStringList wordsAfter(const QString &group);

std::unique_ptr<Command> makeAuthLogin();
std::unique_ptr<Command> makeAuthLogout();
std::unique_ptr<Command> makeAuthStatus();
std::unique_ptr<Command> makeAuthPassword();
std::unique_ptr<Command> makeAuthServer();
std::unique_ptr<Command> makeSyncNow();
std::unique_ptr<Command> makeSyncStatus();
std::unique_ptr<Command> makeSyncRetry();
std::unique_ptr<Command> makeSyncDiscard();
std::unique_ptr<Command> makeSyncRun();
std::unique_ptr<Command> makePause();
std::unique_ptr<Command> makeResume();
std::unique_ptr<Command> makeRecord();
std::unique_ptr<Command> makeImportMimir();
std::unique_ptr<Command> makeSourcesList();
std::unique_ptr<Command> makeSourcesScan();
std::unique_ptr<Command> makeSourcesEnable();
std::unique_ptr<Command> makeSourcesDisable();
std::unique_ptr<Command> makeSourcesStatus();
std::unique_ptr<Command> makeSourcesCoverage();
std::unique_ptr<Command> makeHookInstall();
std::unique_ptr<Command> makeHookRemove();
std::unique_ptr<Command> makeHookStatus();
std::unique_ptr<Command> makeTelemetryInstall();
std::unique_ptr<Command> makeTelemetryRemove();
std::unique_ptr<Command> makeTelemetryStatus();
std::unique_ptr<Command> makeHistoryList();
std::unique_ptr<Command> makeHistoryShow();
std::unique_ptr<Command> makeHistoryExport();
std::unique_ptr<Command> makeConflictsList();
std::unique_ptr<Command> makeConflictsShow();
std::unique_ptr<Command> makeConflictsRestore();
std::unique_ptr<Command> makeConflictsDismiss();
std::unique_ptr<Command> makePrivacyOn();
std::unique_ptr<Command> makePrivacyOff();
std::unique_ptr<Command> makePrivacySend();
std::unique_ptr<Command> makePrivacyKeep();
std::unique_ptr<Command> makePrivacyStatus();
std::unique_ptr<Command> makePrivacyPreview();
std::unique_ptr<Command> makePrivacyLevel();
std::unique_ptr<Command> makePrivacyRules();
std::unique_ptr<Command> makePrivacyRule();
std::unique_ptr<Command> makePrivacyScan();
std::unique_ptr<Command> makeActivity();
std::unique_ptr<Command> makeConflictsResolve();
std::unique_ptr<Command> makeSettingsList();
std::unique_ptr<Command> makeSettingsGet();
std::unique_ptr<Command> makeSettingsSet();
std::unique_ptr<Command> makeSettingsReset();
std::unique_ptr<Command> makeSettingsExport();
std::unique_ptr<Command> makeSettingsImport();
std::unique_ptr<Command> makeOrgsList();
std::unique_ptr<Command> makeOrgsSwitch();
std::unique_ptr<Command> makeDevicesList();
std::unique_ptr<Command> makeDevicesRevoke();
std::unique_ptr<Command> makeDevicesRename();
std::unique_ptr<Command> makeDevicesConfirm();
std::unique_ptr<Command> makeDevicesRecoveryCode();
std::unique_ptr<Command> makeDevicesRecover();
std::unique_ptr<Command> makeDevicesNewKey();
std::unique_ptr<Command> makeAuthAdopt();
std::unique_ptr<Command> makeTeamsList();
std::unique_ptr<Command> makeTeamsMap();
std::unique_ptr<Command> makeDoctor();

} // namespace mimir::cli
