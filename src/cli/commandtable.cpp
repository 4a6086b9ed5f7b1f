#include "cli/command.h"
#include "cli/sharingcommands.h"
#include "cli/trashcommands.h"
#include "core/qtext.h"

#include <array>

namespace mimir::cli {

std::span<const CommandEntry> allCommands()
{
    static constexpr auto kMakes = CommandEntry::NewProfile::Made;
    static constexpr std::array entries {
        CommandEntry {"auth login", makeAuthLogin, kMakes},
        CommandEntry {"auth logout", makeAuthLogout},
        CommandEntry {"auth status", makeAuthStatus},
        CommandEntry {"auth password", makeAuthPassword},
        CommandEntry {"auth adopt", makeAuthAdopt},
        CommandEntry {"auth server", makeAuthServer},
        CommandEntry {"sync now", makeSyncNow},
        CommandEntry {"sync status", makeSyncStatus},
        CommandEntry {"sync retry", makeSyncRetry},
        CommandEntry {"sync discard", makeSyncDiscard},
        CommandEntry {"sync run", makeSyncRun, kMakes},
        CommandEntry {"pause", makePause, kMakes},
        CommandEntry {"resume", makeResume},
        CommandEntry {"record", makeRecord, kMakes},
        CommandEntry {"import mimir", makeImportMimir, kMakes},
        CommandEntry {"sources list", makeSourcesList},
        CommandEntry {"sources scan", makeSourcesScan, kMakes},
        CommandEntry {"sources enable", makeSourcesEnable, kMakes},
        CommandEntry {"sources disable", makeSourcesDisable},
        CommandEntry {"sources status", makeSourcesStatus},
        CommandEntry {"sources coverage", makeSourcesCoverage},
        CommandEntry {"hook install", makeHookInstall, kMakes},
        CommandEntry {"hook remove", makeHookRemove},
        CommandEntry {"hook status", makeHookStatus},
        CommandEntry {"telemetry install", makeTelemetryInstall, kMakes},
        CommandEntry {"telemetry remove", makeTelemetryRemove},
        CommandEntry {"telemetry status", makeTelemetryStatus},
        CommandEntry {"history list", makeHistoryList},
        CommandEntry {"history show", makeHistoryShow},
        CommandEntry {"history share", makeHistoryShare},
        CommandEntry {"history unshare", makeHistoryUnshare},
        CommandEntry {"history export", makeHistoryExport},
        CommandEntry {"conflicts list", makeConflictsList},
        CommandEntry {"conflicts show", makeConflictsShow},
        CommandEntry {"conflicts resolve", makeConflictsResolve},
        CommandEntry {"conflicts restore", makeConflictsRestore},
        CommandEntry {"conflicts dismiss", makeConflictsDismiss},
        CommandEntry {"trash list", makeTrashList},
        CommandEntry {"trash show", makeTrashShow},
        CommandEntry {"trash restore", makeTrashRestore},
        CommandEntry {"trash accept", makeTrashAccept},
        CommandEntry {"trash keep", makeTrashKeep},
        CommandEntry {"privacy on", makePrivacyOn, kMakes},
        CommandEntry {"privacy off", makePrivacyOff},
        CommandEntry {"privacy send", makePrivacySend},
        CommandEntry {"privacy keep", makePrivacyKeep},
        CommandEntry {"privacy status", makePrivacyStatus},
        CommandEntry {"privacy preview", makePrivacyPreview},
        CommandEntry {"privacy level", makePrivacyLevel, CommandEntry::NewProfile::MadeToSet},
        CommandEntry {"privacy rules", makePrivacyRules},
        CommandEntry {"privacy rule", makePrivacyRule, kMakes},
        CommandEntry {"privacy scan", makePrivacyScan},
        CommandEntry {"activity", makeActivity},
        CommandEntry {"settings list", makeSettingsList},
        CommandEntry {"settings get", makeSettingsGet},
        CommandEntry {"settings set", makeSettingsSet, kMakes},
        CommandEntry {"settings reset", makeSettingsReset, kMakes},
        CommandEntry {"settings export", makeSettingsExport},
        CommandEntry {"settings import", makeSettingsImport, kMakes},
        CommandEntry {"orgs list", makeOrgsList},
        CommandEntry {"orgs switch", makeOrgsSwitch},
        CommandEntry {"devices list", makeDevicesList},
        CommandEntry {"devices rename", makeDevicesRename},
        CommandEntry {"devices revoke", makeDevicesRevoke},
        CommandEntry {"devices confirm", makeDevicesConfirm},
        CommandEntry {"devices recovery-code", makeDevicesRecoveryCode},
        CommandEntry {"devices recover", makeDevicesRecover},
        CommandEntry {"devices new-key", makeDevicesNewKey},
        CommandEntry {"teams list", makeTeamsList},
        CommandEntry {"teams map", makeTeamsMap},
        CommandEntry {"doctor", makeDoctor},
    };
    return entries;
}

QStringList wordsAfter(const QString &group)
{
    QStringList words;
    for (const CommandEntry &entry : allCommands()) {
        const QString name = toQString(entry.name);
        if (group.isEmpty())
            words << name.section(u' ', 0, 0);
        else if (name.startsWith(group + u' '))
            words << name.section(u' ', 1);
    }
    words.removeDuplicates();
    return words;
}

} // namespace mimir::cli
