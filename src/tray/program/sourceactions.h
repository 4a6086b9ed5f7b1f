// What the user does on the page “Sources”.
#pragma once

#include "core/clock.h"
#include "core/result.h"

#include <QObject>
#include <QPointer>
#include <QString>

#include <optional>
#include <string>

namespace mimir {

class Questions;
class SettingsDialog;
class SyncThread;

class SourceActions : public QObject {
    Q_OBJECT
public:
    /// References must outlive it.
    SourceActions(QString storePath, SyncThread &thread, Questions &questions);

    /// Connects its page.
    void setWindow(SettingsDialog *window);

private:
    void follow(const std::string &agent, const QString &folder, std::optional<Millis> since);
    void unfollow(const std::string &agent, const QString &folder);
    void add(const std::string &agent);
    void read(const std::string &agent, const QString &folder);
    void decided(const Result<void> &stored);

    QString m_storePath;
    SyncThread &m_thread;
    Questions &m_questions;
    QPointer<SettingsDialog> m_window;
};

} // namespace mimir
