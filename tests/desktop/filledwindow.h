// The settings window with something on every page, texts that are 40 % longer, and checks for every window.
#pragma once

#include "app/keytext.h"
#include "app/settings.h"
#include "app/settingstable.h"
#include "core/json/json.h"
#include "core/plaintext.h"
#include "sync/profile.h"
#include "tray/pages/aboutpage.h"
#include "tray/pages/accountpage.h"
#include "tray/pages/activitypage.h"
#include "tray/pages/conflictspage.h"
#include "tray/pages/failedpage.h"
#include "tray/pages/settingsdialog.h"
#include "tray/pages/sourcespage.h"
#include "tray/pages/trashpage.h"
#include "tray/program/sourceactions.h"
#include "tray/program/trashactions.h"
#include "tray/widgets/sidetabs.h"
#include "tray/widgets/trafficchart.h"

#include <QAbstractButton>
#include <QGroupBox>
#include <QKeySequence>
#include <QLabel>
#include <QMenu>
#include <QShortcut>
#include <QTemporaryDir>
#include <QTranslator>

#include <memory>
#include <set>

namespace mimir {

inline constexpr Millis kNow = 1'795'000'000'000;

// Makes every text half as long again, keeping its mnemonic and placeholders.
class LongTexts final : public QTranslator {
public:
    QString translate(const char *, const char *source, const char *, int n) const override
    {
        QString text = QString::fromUtf8(source);
        if (n >= 0)
            text.replace(QLatin1String("%n"), QString::number(n));
        const qsizetype more = (text.size() * 4 + 9) / 10;
        while (text.endsWith(QLatin1String("…")))
            text.chop(1);
        for (qsizetype i = 0; i < more; ++i)
            text += i % 6 == 0 ? u' ' : u'w';
        return text;
    }
    bool isEmpty() const override { return false; }
};

inline ListedItem itemWith(const QString &title)
{
    ListedItem item;
    item.id = "i";
    // As listItems() makes it from a row of the store.
    item.title = QString::fromStdString(singleLine(title.toStdString(), 200));
    item.code = QStringLiteral("validation");
    item.since = kNow;
    return item;
}

inline TrashedItem trashedWith(const QString &title, EntityType type)
{
    TrashedItem item;
    item.entry.type = type;
    item.entry.id = "t" + std::to_string(static_cast<int>(type)) + title.toStdString();
    item.entry.at = kNow;
    item.entry.parts = type == EntityType::Conversation ? 12 : 0;
    item.title = item.team = itemWith(title).title; // as listTrash() makes them
    item.server = QStringLiteral("https://mimir.example.com");
    item.keptUntil = kNow + 20 * Trash::kDay;
    return item;
}

// An agent's folder with everything that can be wrong with it.
inline ListedSource foundSource(const QString &folder)
{
    ListedSource source;
    source.found.agent = agentSources().front().get();
    source.found.folder = QStringLiteral("/home/ana/") + folder;
    source.found.choice.emplace();
    source.found.choice->agent = source.found.agent->name();
    source.found.choice->folder = source.found.folder;
    source.found.choice->since = kNow - Millis(30) * 24 * 3'600'000;
    source.found.choice->problems = 2;
    source.found.choice->problemPath = source.found.folder + QStringLiteral("/broken.jsonl");
    source.found.choice->problem = ErrorCode::StoreReadOnly;
    source.found.transcripts = 213;
    source.found.bytes = 96'000'000;
    source.found.oldest = kNow - Millis(60) * 24 * 3'600'000;
    source.found.newest = kNow;
    source.found.unread = 3;
    source.found.unreadBytes = 1'200'000;
    source.found.deletion = AgentSource::Deletion {30, QStringLiteral("%1: cleanupPeriodDays").arg(folder)};
    source.found.deletedSoon = 3;
    source.kinds = {{folder.toStdString(), false, 12}, {"known", true, 5}};
    return source;
}

inline SyncStatus busy()
{
    SyncStatus status;
    status.state = SyncState::Syncing;
    status.pending = 14;
    status.held = 3;
    status.kept = 2;
    status.failed = 2;
    status.conflicts = 1;
    status.server = "https://mimir.example.com";
    status.lastPush = status.lastPull = kNow;
    status.nextTry = kNow + 60'000;
    status.run.running = true;
    status.run.done = 120;
    status.run.total = 90'000;
    return status;
}

// The window with something on every page.
struct FilledWindow {
    QTemporaryDir place;
    QMenu pause;
    std::unique_ptr<Settings> settings;
    std::unique_ptr<SettingsDialog> dialog;
    SyncStatus status = busy();

    explicit FilledWindow(
        const QStringList &titles = {QStringLiteral("Fix login bug"), QStringLiteral("Other")})
    {
        settings = std::make_unique<Settings>(*Profile::open(place.path()));
        dialog = std::make_unique<SettingsDialog>(nullptr, *settings, place.path(), &pause);
        std::vector<ListedItem> items;
        std::vector<ListedConflict> conflicts;
        std::vector<ListedDevice> devices;
        Activity activity;
        for (const QString &title : titles) {
            items.push_back(itemWith(title));
            Conflict c;
            c.id = std::to_string(conflicts.size());
            c.field = "title";
            c.title = c.winningDeviceName = title.toStdString();
            c.losing = json::quoted(title.toStdString());
            c.winning = json::quoted("in use");
            conflicts.push_back({c, true});
            devices.push_back({"d", itemWith(title).title, kNow, true, false});
            LedgerLine line;
            line.entry.at = kNow;
            line.entry.direction = "push";
            line.entry.counts = {1, 2, 3, 4};
            line.entry.outcome = title.toStdString();
            line.entry.withheld = "file:2,secret:1";
            line.server = line.team = itemWith(title).title;
            line.touch = {{{"c", line.team, false, {1, 2, 3, 4}}}, 5};
            activity.ledger.push_back(line);
        }
        activity.here = items;
        activity.hereCount = static_cast<std::int64_t>(items.size());
        PrivacyOverview privacy {PrivacyLevel::Redacted, PrivacyLevel::Metadata, {}};
        for (const ListedItem &item : items)
            privacy.rules.push_back(
                {{PrivacyRule::Kind::Conversation, "c", PrivacyLevel::Nothing}, item.title});
        Traffic traffic;
        traffic.from = kNow - 24 * TrafficChart::kHour;
        traffic.hours.resize(24);
        traffic.hours[3].itemsUp = 5;
        status.deletions = StatusDeletions {34, 2, 120, {titles.first().toStdString()}};
        for (const char *email : {"grace@example.org", "margaret.hamilton@mail.example.com"}) {
            LeftByAccount left;
            left.account.email = email;
            left.changes = 12;
            left.inOurs = 1;
            left.inTheirs = 3;
            status.leftByOthers.push_back(left);
        }
        dialog->setStatus(status, kNow);
        dialog->setData({{QStringLiteral("https://mimir.example.com"), QStringLiteral("ada@example.org"),
                             QStringLiteral("acme"), QStringLiteral("core"), QStringLiteral("device")},
            TokenStore::Kind::Keyring, items, privacy, traffic});
        dialog->conflictsPage()->setConflicts(conflicts);
        for (ListedItem &item : items)
            item.state = Outbox::State::Failed;
        dialog->failedPage()->setItems(items);
        dialog->activityPage()->setActivity(activity);
        std::vector<TrashedItem> trashed;
        for (const QString &title : titles)
            for (const auto type : {EntityType::Conversation, EntityType::Message})
                trashed.push_back(trashedWith(title, type));
        dialog->trashPage()->setItems(trashed);
        dialog->trashPage()->say(
            TrashActions::tr("%n item(s) are back in your history, as new ones.", nullptr, 2));
        std::vector<ListedSource> sources;
        for (const QString &title : titles)
            sources.push_back(foundSource(title));
        dialog->sourcesPage()->setSources(sources);
        dialog->sourcesPage()->say(SourceActions::tr("%n item(s) were new or changed.", nullptr, 2));
        dialog->accountPage()->setDevices(devices);
        dialog->accountPage()->setKey(keySentence(KeyState::Is::Missing) + u' '
                + howToConfirm(*keys::DeviceCode::parse("61532-25976-56957-91451-23458")),
            true);
        dialog->aboutPage()->setProblems(
            {acceptedValue(*findSetting(settings::kInterval), "soon").error().message.c_str()});
    }
    int pages() const { return dialog->findChild<SideTabs *>()->count(); }
    QWidget *page(int index) const
    {
        dialog->showTab(static_cast<SettingsDialog::Tab>(index));
        return dialog->findChild<SideTabs *>()->widget(index);
    }
    QString pageName(int index) const { return dialog->findChild<SideTabs *>()->tabText(index); }
};

/// Can be reached by Tab.
inline bool isControl(const QWidget *widget)
{
    return widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus)
        && !widget->objectName().startsWith(QLatin1String("qt_"));
}

/// Mnemonics of what is visible, and shortcuts; duplicates are appended to `twice`.
inline std::set<QString> mnemonicsOf(const QWidget *window, QStringList *twice)
{
    std::set<QString> seen;
    for (const QWidget *widget : window->findChildren<QWidget *>()) {
        if (!widget->isVisible())
            continue;
        QString text;
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            text = button->text();
        else if (const auto *label = qobject_cast<const QLabel *>(widget); label && label->buddy())
            text = label->text();
        else if (const auto *group = qobject_cast<const QGroupBox *>(widget))
            text = group->title();
        const QString letter = QKeySequence::mnemonic(text).toString();
        if (!letter.isEmpty() && !seen.insert(letter).second)
            twice->append(letter + QLatin1String(" in ") + text);
    }
    for (const QShortcut *shortcut : window->findChildren<QShortcut *>())
        if (const QString keys = shortcut->key().toString(); !seen.insert(keys).second)
            twice->append(keys + QLatin1String(" is a shortcut twice"));
    return seen;
}

} // namespace mimir
