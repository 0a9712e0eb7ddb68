#include "ui/pages/studio/undobar.h"

#include "ui/a11y/announce.h"
#include "ui/widgets/make.h"

namespace ain::ui {

using namespace Qt::StringLiterals;

UndoBar::UndoBar(Theme &theme, QWidget *parent)
    : View(parent),
      m_theme(theme),
      m_words(new TextLabel(this)),
      m_undo(makeButton(this, ButtonKind::Small)),
      m_close(makeButton(this, ButtonKind::Quiet))
{
    setProperty("ain", u"notice"_s);
    setProperty("tone", u"plain"_s);
    auto *row = makeRow(this, 10);
    row->setContentsMargins(14, 6, 6, 6);
    row->addWidget(m_words, 1);
    row->addWidget(m_undo);
    row->addWidget(m_close);
    connect(m_close, &QPushButton::clicked, this, &UndoBar::clear);
    connect(m_undo, &QPushButton::clicked, this, [this] {
        const auto action = std::exchange(m_action, {});
        clear();
        if (action)
            action();
    });
    connect(&theme, &Theme::changed, this, &UndoBar::draw);
    onLanguage([this] {
        if (m_isOffer)
            clear(); // in the language that was
        m_undo->setText(tr("Undo"));
        m_close->setAccessibleName(tr("Close"));
        draw();
    });
    setVisible(false);
}

QString UndoBar::words() const { return m_words->plainText(); }

void UndoBar::draw() { m_close->setIcon(m_theme.icons().icon(u"close"_s, 16, m_theme.tokens().muted)); }

void UndoBar::show(const QString &words, std::function<void()> undo)
{
    m_isOffer = false;
    m_words->setText(words);
    m_undo->setText(tr("Undo"));
    m_undo->setAccessibleName(tr("Undo: %1").arg(words));
    m_action = std::move(undo);
    m_undo->setVisible(bool(m_action));
    setVisible(true);
    announce(*this, words);
}

void UndoBar::offer(const QString &words, const QString &button, std::function<void()> action)
{
    show(words, std::move(action));
    m_isOffer = true;
    m_undo->setText(button);
    m_undo->setAccessibleName(u"%1: %2"_s.arg(button, words));
}

void UndoBar::clear()
{
    m_isOffer = false;
    m_action = {};
    setVisible(false);
}

} // namespace ain::ui
