#include "ui/widgets/wordgrid.h"

#include <QEvent>
#include <QPainter>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int Columns = 4;
constexpr int CellHeight = 40;
constexpr int CellWidth = 140;
constexpr int CellGap = 8;
} // namespace

std::vector<std::pair<std::size_t, std::size_t>> splitPhrase(const SecretBytes &phrase)
{
    std::vector<std::pair<std::size_t, std::size_t>> words;
    const auto bytes = phrase.view();
    std::size_t start = 0;
    for (std::size_t i = 0; i <= bytes.size(); ++i) {
        if (i == bytes.size() || bytes[i] == ' ') {
            if (i > start)
                words.emplace_back(start, i - start);
            start = i + 1;
        }
    }
    return words;
}

WordGrid::WordGrid(Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    write();
}

void WordGrid::setPhrase(SecretBytes phrase)
{
    m_phrase = std::move(phrase);
    m_words = splitPhrase(m_phrase);
    write();
    updateGeometry();
    update();
}

void WordGrid::clear()
{
    m_phrase.clear();
    m_words.clear();
    update();
}

QSize WordGrid::sizeHint() const
{
    const int count = m_words.empty() ? 12 : int(m_words.size());
    const int rows = (count + Columns - 1) / Columns;
    return {Columns * CellWidth + (Columns - 1) * CellGap, rows * CellHeight + (rows - 1) * CellGap};
}

void WordGrid::write()
{
    setAccessibleName(tr("Recovery words"));
    setAccessibleDescription(
        tr("%n word(s), shown on screen only. They are not handed to other programs.", nullptr, int(m_words.size())));
}

void WordGrid::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        write();
    QWidget::changeEvent(event);
}

void WordGrid::paintEvent(QPaintEvent * /*event*/)
{
    const Tokens &tokens = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double width = (this->width() - (Columns - 1) * CellGap) / double(Columns);
    for (std::size_t i = 0; i < m_words.size(); ++i) {
        const QRectF cell(double(i % Columns) * (width + CellGap), double(i / Columns) * (CellHeight + CellGap), width,
                          CellHeight);
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.field);
        painter.drawRoundedRect(cell, 10, 10);
        painter.setPen(tokens.muted);
        painter.setFont(Theme::font(12));
        painter.drawText(cell.adjusted(12, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, QString::number(i + 1));
        painter.setPen(tokens.text);
        painter.setFont(Theme::font(15, QFont::DemiBold));
        // The short-lived string of one word is overwritten after drawing.
        QString word =
            QString::fromUtf8(m_phrase.bytes().sliced(qsizetype(m_words[i].first), qsizetype(m_words[i].second)));
        painter.drawText(cell.adjusted(38, 0, -4, 0), Qt::AlignVCenter | Qt::AlignLeft, word);
        wipeMemory(word.data(), std::size_t(word.size()) * sizeof(QChar));
    }
}

} // namespace ain::ui
