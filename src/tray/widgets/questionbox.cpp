#include "tray/widgets/questionbox.h"

#include "tray/widgets/stateicon.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>

#include <algorithm>

namespace mimir {
namespace {

// In characters: narrower looks like a note, wider is hard to read.
constexpr int kNarrowest = 44, kWidest = 72;
constexpr int kIconSide = 48;
constexpr int kFrame = 40; // what a window manager adds around it

} // namespace

QuestionBox::QuestionBox(
    Kind kind, const QString &title, const QString &text, const QString &explanation, QWidget *window)
    : QDialog(window), m_texts(new QWidget), m_scroll(new QScrollArea), m_buttons(new QDialogButtonBox)
{
    setWindowTitle(title);
    auto *icon = new QLabel;
    icon->setPixmap(
        (kind == Kind::Warning ? stateIcon(SyncState::Attention, IconStyle::Colour) : programIcon())
            .pixmap(QSize(kIconSide, kIconSide), devicePixelRatioF()));
    icon->setAccessibleName(title);
    new QVBoxLayout(m_texts);
    m_texts->layout()->setContentsMargins(0, 0, 0, 0);
    m_text = addText(text, "question");
    QFont font = m_text->font();
    font.setBold(!explanation.isEmpty());
    m_text->setFont(font);
    m_explanation = addText(explanation, "explanation");
    m_explanation->setVisible(!explanation.isEmpty());
    m_scroll->setWidget(m_texts);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_texts->setAutoFillBackground(false);

    auto *top = new QHBoxLayout;
    top->setSpacing(16);
    top->addWidget(icon, 0, Qt::AlignTop);
    top->addWidget(m_scroll, 1);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(18, 18, 18, 14);
    all->setSpacing(18);
    all->addLayout(top, 1);
    all->addWidget(m_buttons);
}

QLabel *QuestionBox::addText(const QString &text, const char *name)
{
    auto *label = new QLabel;
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_texts->layout()->addWidget(label);
    return label;
}

QPushButton *QuestionBox::addAnswer(
    const QString &text, QDialogButtonBox::ButtonRole role, const std::function<void()> &then)
{
    QPushButton *button = m_buttons->addButton(text, role);
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, [this, then] {
        close();
        if (then)
            then();
    });
    return button;
}

// The style's own buttons have no mnemonic.
QPushButton *QuestionBox::addHarmless(QDialogButtonBox::StandardButton which, const QString &text)
{
    QPushButton *button = m_buttons->addButton(which);
    button->setText(text);
    button->setAutoDefault(false);
    button->setDefault(true);
    button->setFocus();
    connect(button, &QPushButton::clicked, this, &QWidget::close);
    return button;
}

QPushButton *QuestionBox::addCancel()
{
    return addHarmless(QDialogButtonBox::Cancel, tr("&Cancel"));
}

QPushButton *QuestionBox::addClose()
{
    return addHarmless(QDialogButtonBox::Close, tr("C&lose"));
}

void QuestionBox::showEvent(QShowEvent *event)
{
    fit();
    QDialog::showEvent(event);
}

void QuestionBox::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (isVisible() && (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange))
        fit();
}

void QuestionBox::fit()
{
    ensurePolished();
    const QSize room = screen()->availableGeometry().size() - QSize(kFrame, kFrame);
    const int letter = m_text->fontMetrics().averageCharWidth();
    int widest = 0;
    for (const QLabel *label : {m_text, m_explanation})
        for (const QString &line : label->text().split(u'\n'))
            widest = std::max(widest, label->fontMetrics().horizontalAdvance(line) + 2);
    const QMargins margins = layout()->contentsMargins();
    const int beside = margins.left() + margins.right() + kIconSide + 16;
    int width = beside + std::clamp(widest, kNarrowest * letter, kWidest * letter);
    width = std::max(width, layout()->minimumSize().width());
    width = std::min(width, room.width());
    const int textWidth = width - beside;
    m_texts->setMinimumSize(0, 0);
    const int texts = std::max(kIconSide, m_texts->layout()->totalHeightForWidth(textWidth));
    const int around
        = margins.top() + margins.bottom() + layout()->spacing() + m_buttons->sizeHint().height();
    const int height = std::min(texts + around, room.height());
    m_scroll->setMinimumHeight(std::min(texts, height - around));
    setMinimumSize(width, height);
    resize(width, height);
}

} // namespace mimir
