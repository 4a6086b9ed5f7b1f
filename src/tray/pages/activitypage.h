// What was sent and received, by conversation, what is still here and why, and what would be sent.
#pragma once

#include "tray/model/storelists.h"

#include <QWidget>

#include <memory>

namespace mimir {

class SyncThread;
namespace Ui {
class ActivityPage;
}

class ActivityPage : public QWidget {
    Q_OBJECT
public:
    /// `thread` must outlive the page; nullptr in tests, which use setActivity().
    explicit ActivityPage(SyncThread *thread, QWidget *parent = nullptr);
    ~ActivityPage() override;

    void reload();
    void setActivity(Activity activity);

Q_SIGNALS:
    void previewRequested(mimir::EntityType type, const std::string &id);

private:
    void fillLedger();
    void showDetails();

    SyncThread *m_thread;
    std::unique_ptr<Ui::ActivityPage> m_ui;
    Activity m_activity;
};

} // namespace mimir
