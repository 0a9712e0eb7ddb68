#include "ui/widgets/growingedit.h"

#include <QAbstractTextDocumentLayout>
#include <QEvent>

#include <algorithm>

namespace ain::ui {

namespace {
constexpr int Chrome = 2 * 8 + 2 * 4 + 4; ///< padding and border of the style sheet, margins of the document
} // namespace

GrowingEdit::GrowingEdit(int leastLines, int mostLines, QWidget *parent)
    : QPlainTextEdit(parent), m_least(leastLines), m_most(mostLines)
{
    setTabChangesFocus(true);
    setAcceptDrops(false); // a dropped file is for the page, not a path for the text
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this, &GrowingEdit::grow);
    grow();
}

void GrowingEdit::setWords(const QString &text)
{
    if (toPlainText() != text)
        setPlainText(text);
}

void GrowingEdit::grow()
{
    // The layout of a plain text document measures in lines.
    const int wanted = int(document()->size().height());
    const int lines = std::clamp(wanted, m_least, m_most);
    setVerticalScrollBarPolicy(wanted > m_most ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    const int height = lines * fontMetrics().lineSpacing() + Chrome;
    if (height != minimumHeight() || height != maximumHeight())
        setFixedHeight(height);
}

void GrowingEdit::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    grow();
}

void GrowingEdit::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        grow();
}

} // namespace ain::ui
