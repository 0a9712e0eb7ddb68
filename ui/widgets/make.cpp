#include "ui/widgets/make.h"

#include <QStyle>
#include <QVariant>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {

bool isHangul(QChar c) { return c.unicode() >= 0xAC00 && c.unicode() <= 0xD7A3; }

bool isClosing(QChar c) { return c.isPunct() || c.isDigit() || c.isLetter(); }

// Unicode allows a line break between any two Hangul syllables; Korean readers expect one only at blanks.
QString keepWords(const QString &text)
{
    constexpr QChar joiner(0x2060);
    QString out;
    out.reserve(text.size() * 2);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (i > 0 && ((isHangul(c) && isClosing(text.at(i - 1))) || (isHangul(text.at(i - 1)) && isClosing(c))))
            out += joiner;
        out += c;
    }
    return out;
}

} // namespace

TextLabel::TextLabel(QWidget *parent, const char *role) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    if (role != nullptr)
        setProperty("role", QString::fromLatin1(role));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void TextLabel::setText(const QString &text)
{
    m_plain = text;
    setAccessibleName(text);
    QLabel::setText(keepWords(text));
}

QSize TextLabel::minimumSizeHint() const
{ // One line: how many there are is heightForWidth's to say, and a guess from the narrowest width makes all too high.
    return {40, fontMetrics().height()};
}

QLabel *makeLabel(QWidget *parent, const char *role)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    if (role != nullptr)
        label->setProperty("role", QString::fromLatin1(role));
    return label;
}

QPushButton *makeButton(QWidget *parent, ButtonKind kind)
{
    auto *button = new QPushButton(parent);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setAutoDefault(true); // Enter presses the focused button, outside of dialogs too
    button->setCursor(Qt::PointingHandCursor);
    switch (kind) {
    case ButtonKind::Secondary: button->setProperty("ain", u"secondary"_s); break;
    case ButtonKind::TallPrimary: button->setProperty("tall", true); [[fallthrough]];
    case ButtonKind::Primary: button->setProperty("ain", u"primary"_s); break;
    case ButtonKind::Quiet: button->setProperty("ain", u"quiet"_s); break;
    case ButtonKind::Small: button->setProperty("ain", u"small"_s); break;
    case ButtonKind::Danger: button->setProperty("ain", u"danger"_s); break;
    case ButtonKind::Fold: button->setProperty("ain", u"fold"_s); break;
    case ButtonKind::Chip:
        button->setProperty("ain", u"chip"_s);
        button->setCheckable(true);
        break;
    }
    return button;
}

QFrame *makeDivider(QWidget *parent)
{
    auto *divider = new QFrame(parent);
    divider->setProperty("ain", u"divider"_s);
    divider->setFixedHeight(1);
    return divider;
}

QFrame *makeCard(QWidget *parent)
{
    auto *card = new QFrame(parent);
    card->setProperty("ain", u"card"_s);
    return card;
}

QVBoxLayout *makeColumn(QWidget *parent, int spacing)
{
    auto *layout = new QVBoxLayout(parent);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing);
    return layout;
}

QHBoxLayout *makeRow(QWidget *parent, int spacing)
{
    auto *layout = new QHBoxLayout(parent);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing);
    return layout;
}

QHBoxLayout *makeCentred(QWidget *widget)
{
    auto *layout = makeRow(nullptr, 0);
    layout->addStretch();
    layout->addWidget(widget);
    layout->addStretch();
    return layout;
}

void setStyleProperty(QWidget *widget, const char *name, const QVariant &value)
{
    if (widget->property(name) == value)
        return;
    widget->setProperty(name, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->update();
}

} // namespace ain::ui
