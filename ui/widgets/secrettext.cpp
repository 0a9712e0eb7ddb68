#include "ui/widgets/secrettext.h"

#include <QEvent>
#include <QPainter>

namespace ain::ui {

namespace {
constexpr std::size_t GroupSize = 4;
constexpr int GroupsInLine = 8;
constexpr int GroupWidth = 58;
constexpr int LineHeight = 34;
constexpr int Inset = 16;
} // namespace

SecretText::SecretText(Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    write();
}

void SecretText::setSecret(SecretBytes secret)
{
    m_secret = std::move(secret);
    updateGeometry();
    update();
}

void SecretText::clear()
{
    m_secret.clear();
    update();
}

void SecretText::setName(const QString &name)
{
    setAccessibleName(name);
    write();
}

QSize SecretText::sizeHint() const
{
    const int groups = m_secret.isEmpty() ? 2 * GroupsInLine : int((m_secret.size() + GroupSize - 1) / GroupSize);
    const int lines = (groups + GroupsInLine - 1) / GroupsInLine;
    return {GroupsInLine * GroupWidth + 2 * Inset, lines * LineHeight + 2 * (Inset / 2)};
}

void SecretText::write() { setAccessibleDescription(tr("Shown on screen only. It is not handed to other programs.")); }

void SecretText::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        write();
    QWidget::changeEvent(event);
}

void SecretText::paintEvent(QPaintEvent * /*event*/)
{
    const Tokens &tokens = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.field);
    painter.drawRoundedRect(rect(), 10, 10);
    painter.setPen(tokens.text);
    painter.setFont(Theme::mono(15));
    const double width = (this->width() - 2 * Inset) / double(GroupsInLine);
    for (std::size_t i = 0; i * GroupSize < m_secret.size(); ++i) {
        const std::size_t line = i / GroupsInLine;
        const QRectF cell(Inset + double(i % GroupsInLine) * width, Inset / 2.0 + double(line) * LineHeight, width,
                          LineHeight);
        const std::size_t length = std::min(GroupSize, m_secret.size() - i * GroupSize);
        // The short-lived string of one group is overwritten after drawing.
        QString group = QString::fromLatin1(m_secret.bytes().sliced(qsizetype(i * GroupSize), qsizetype(length)));
        painter.drawText(cell, Qt::AlignCenter, group);
        wipeMemory(group.data(), std::size_t(group.size()) * sizeof(QChar));
    }
}

} // namespace ain::ui
