// Whose histories are followed: each agent's folder with a tick, how far it is read, and what is wrong with it.
#pragma once

#include "app/following/coveragetexts.h"
#include "app/following/sourcetexts.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>

namespace mimir {

class SyncThread;
namespace Ui {
class SourcesPage;
}

/// A row of the page.
struct ListedSource {
    FoundSource found;
    std::vector<Bookmarks::Kind> kinds; ///< of the agent's records from which no row comes
    std::vector<Coverage> coverage;     ///< of this agent, on all of the person's devices
};

/// Runs on the thread that owns `store`; looks at the agents' folders, which takes a moment where they are large.
Result<std::vector<ListedSource>> listSources(Store &store);

class SourcesPage : public QWidget {
    Q_OBJECT
public:
    /// `thread` must outlive the page; nullptr in tests, which use setSources().
    explicit SourcesPage(SyncThread *thread, QWidget *parent = nullptr);
    ~SourcesPage() override;

    void reload();
    void setSources(std::vector<ListedSource> sources);
    /// The result of what was asked for here.
    void say(const QString &text);

Q_SIGNALS:
    /// Without `since`, the date that was chosen before stays.
    void followRequested(const std::string &agent, const QString &folder, std::optional<mimir::Millis> since);
    void unfollowRequested(const std::string &agent, const QString &folder);
    void addRequested(const std::string &agent);
    void readRequested(const std::string &agent, const QString &folder);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void connectControls();
    void makeAddMenu();
    const ListedSource *current() const;
    void showCurrent();
    void chooseSince();

    SyncThread *m_thread;
    std::unique_ptr<Ui::SourcesPage> m_ui;
    std::vector<ListedSource> m_sources;
    QTimer m_refresh; ///< while it is shown
};

} // namespace mimir
