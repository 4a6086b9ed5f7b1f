#include "tray/program/keyactions.h"

#include "app/keytext.h"
#include "core/plaintext.h"
#include "sync/status/syncstatus.h"
#include "tray/model/syncthread.h"
#include "tray/pages/accountpage.h"
#include "tray/pages/settingsdialog.h"
#include "tray/widgets/questions.h"

#include <QInputDialog>

namespace mimir {
namespace {

QString textOf(const KeyState &state)
{
    const QString sentence = keySentence(state.is);
    return state.code ? sentence + u' ' + howToConfirm(*state.code) : sentence;
}

// The state as it is known without an answer, with the code where one is needed.
Result<KeyState> shown(Session &session)
{
    const auto code = session.keys().showCode();
    MIMIR_TRY(code);
    auto state = KeyExchange::stateOf(session.store());
    if (state)
        state->code = *code;
    return state;
}

} // namespace

void KeyActions::setWindow(SettingsDialog *window)
{
    m_window = window;
    connect(window->accountPage(), &AccountPage::confirmRequested, this, &KeyActions::askCode);
}

void KeyActions::load()
{
    m_thread.askServer<Result<KeyState>>(
        m_window,
        [](Session &session, const KeyExchange::Done &done) {
            done(shown(session));
            session.keys().refresh([&session, done](const Result<KeyState> &) { done(shown(session)); });
        },
        [this](const Result<KeyState> &state) {
            m_window->accountPage()->setKey(
                state ? textOf(*state) : QString(), state && state->is == KeyState::Is::Here);
        });
}

void KeyActions::askCode()
{
    auto *dialog = new QInputDialog(m_window);
    dialog->setWindowTitle(tr("Confirm a device"));
    dialog->setLabelText(tr("&Code that the new device shows:"));
    dialog->setOkButtonText(tr("Con&firm"));
    dialog->setCancelButtonText(tr("Ca&ncel"));
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        if (const auto code = keys::DeviceCode::parse(dialog->textValue().toStdString()))
            confirm(*code);
        else
            m_questions.tell(tr("Confirm a device"),
                tr("This is not a code: it has 25 digits, and the last one finds typing errors."));
    });
    raiseWindow(dialog);
}

void KeyActions::confirm(const keys::DeviceCode &code)
{
    m_thread.askServer<Result<std::string>>(
        this,
        [code](Session &session, const KeyExchange::Confirmed &done) { session.keys().confirm(code, done); },
        [this](const Result<std::string> &name) {
            if (name)
                return m_questions.tell(tr("Confirm a device"),
                    tr("“%1” gets your key the next time it asks the server.").arg(plain(*name)));
            const QString refusal = keyRefusal(name.error().code);
            m_questions.tell(
                tr("Confirm a device"), refusal.isEmpty() ? errorSentence(name.error().code) : refusal);
        });
}

} // namespace mimir
