// What the user does with the person's key in the window: seeing whether this device has it, and giving it to another
// one by the code that it shows.
#pragma once

#include "privacy/keys/devicecode.h"

#include <QObject>
#include <QPointer>

namespace mimir {

class Questions;
class SettingsDialog;
class SyncThread;

class KeyActions : public QObject {
    Q_OBJECT
public:
    /// References must outlive it.
    KeyActions(SyncThread &thread, Questions &questions) : m_thread(thread), m_questions(questions) { }

    /// Connects its page.
    void setWindow(SettingsDialog *window);
    /// Shows what is known, and what the server says as soon as it does.
    void load();

private:
    void askCode();
    void confirm(const keys::DeviceCode &code);

    SyncThread &m_thread;
    Questions &m_questions;
    QPointer<SettingsDialog> m_window;
};

} // namespace mimir
