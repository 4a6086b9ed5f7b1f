// Binds the controls of a form to the table of settings: each control names its setting in the dynamic
// property "setting" (and a number's unit in "scale"; "together": set by other code). A change takes effect
// at once; an invalid one is reported and undone.
#pragma once

#include "app/settings.h"

#include <QObject>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace mimir {

class SettingsBinder : public QObject {
    Q_OBJECT
public:
    /// Binds all of `form`; refusals are shown in `message`. All three must outlive the binder.
    SettingsBinder(Settings &settings, QWidget *form, QLabel *message);

    /// Shows the current values again, without change signals from the controls.
    void show();
    /// Sets values that belong together; reports why if they are not allowed.
    bool set(const SettingValues &values);

private:
    void bind(QCheckBox *box, const Setting &setting);
    void bind(QComboBox *box, const Setting &setting);
    void bind(QSpinBox *box, const Setting &setting);
    void bind(QLineEdit *edit, const Setting &setting);
    void setOne(std::string_view key, const std::string &value);

    Settings &m_settings;
    QWidget *m_form;
    QLabel *m_message;
};

} // namespace mimir
