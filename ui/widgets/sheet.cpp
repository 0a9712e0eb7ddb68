#include "ui/widgets/sheet.h"

#include "ui/widgets/make.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>

#include <algorithm>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int Padding = 24;
constexpr int PaddingY = 20;
constexpr int Spacing = 14;
constexpr int Margin = 24;
} // namespace

Sheet::Sheet(Context &context, QWidget *owner)
    : View(owner),
      m_context(context),
      m_owner(owner),
      m_card(new QFrame(this)),
      m_title(makeLabel(m_card, "title")),
      m_close(makeButton(m_card, ButtonKind::Quiet)),
      m_scroll(new QScrollArea(m_card)),
      m_content(new QWidget)
{
    setVisible(false);
    // A click beside the inputs must not give the keyboard to the page behind.
    setFocusPolicy(Qt::ClickFocus);
    m_card->setProperty("ain", u"sheet"_s);
    auto *column = new QVBoxLayout(m_card);
    column->setContentsMargins(Padding, PaddingY, Padding, PaddingY);
    column->setSpacing(Spacing);
    auto *head = makeRow(nullptr);
    head->addWidget(m_title, 1);
    head->addWidget(m_close);
    column->addLayout(head);

    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_body = makeColumn(m_content, 14);
    m_body->setContentsMargins(2, 2, 6, 2);
    m_scroll->setWidget(m_content);
    column->addWidget(m_scroll, 1);
    m_footer = makeRow(nullptr, 12);
    m_footer->addStretch();
    column->addLayout(m_footer);

    const auto draw = [this] {
        m_close->setIcon(m_context.theme.icons().icon(u"close"_s, 18, m_context.theme.tokens().muted));
    };
    draw();
    connect(&context.theme, &Theme::changed, this, draw);
    connect(m_close, &QPushButton::clicked, this, &Sheet::dismiss);
    onLanguage([this] {
        m_close->setAccessibleName(tr("Close"));
        m_close->setToolTip(tr("Close (Esc)"));
    });
    m_content->installEventFilter(this);
}

void Sheet::open()
{
    if (isVisible())
        return;
    QWidget *host = m_owner;
    while (host != nullptr && !host->property("sheetHost").toBool() && !host->isWindow())
        host = host->parentWidget();
    if (host == nullptr)
        return;
    if (m_host != host) {
        if (m_host)
            m_host->removeEventFilter(this);
        m_host = host;
        setParent(host);
        host->installEventFilter(this);
    }
    m_before = QApplication::focusWidget();
    setGeometry(host->rect());
    setVisible(true);
    raise();
    fit();
    firstFocus();
    Q_EMIT opened();
}

void Sheet::dismiss()
{
    if (m_busy || !isVisible())
        return;
    setVisible(false);
    if (m_before)
        m_before->setFocus(Qt::OtherFocusReason);
    Q_EMIT dismissed();
}

void Sheet::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void Sheet::setCardWidth(int width)
{
    m_cardWidth = width;
    fit();
}

void Sheet::setBusy(bool busy)
{
    m_busy = busy;
    m_close->setEnabled(!busy);
}

void Sheet::firstFocus()
{
    const auto stops = tabStops();
    for (QWidget *stop : stops) {
        if (stop != m_close) {
            stop->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
    m_close->setFocus(Qt::OtherFocusReason);
}

QList<QWidget *> Sheet::tabStops() const
{
    QList<QWidget *> stops;
    for (QWidget *widget : m_card->findChildren<QWidget *>()) {
        if (widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) != 0
            && widget->focusProxy() == nullptr)
            stops.append(widget);
    }
    // In reading order; controls of one line differ by a few pixels in height.
    const auto place = [this](const QWidget *widget) {
        const QPoint at = widget->mapTo(m_card, QPoint(0, widget->height() / 2));
        return std::pair(at.y() / 16, at.x());
    };
    std::stable_sort(stops.begin(), stops.end(),
                     [place](const QWidget *a, const QWidget *b) { return place(a) < place(b); });
    return stops;
}

void Sheet::fit()
{
    if (!isVisible())
        return;
    const int width = std::min(m_cardWidth, this->width() - 2 * Margin);
    // Frames of card and scroll area: 1 and 2 px.
    const int inner = width - 2 * Padding - 2 - 4;
    m_content->layout()->activate();
    const QLayout *layout = m_content->layout();
    const int content = std::max(layout->hasHeightForWidth() ? layout->totalHeightForWidth(inner) : 0,
                                 m_content->minimumSizeHint().height());
    const int head = std::max(m_title->sizeHint().height(), m_close->sizeHint().height());
    const int wanted = content + 4 + head + m_footer->sizeHint().height() + 2 * PaddingY + 2 * Spacing + 2;
    const int height = std::min(wanted, this->height() - 2 * Margin);
    m_card->setGeometry((this->width() - width) / 2, (this->height() - height) / 2, width, height);
}

bool Sheet::event(QEvent *event)
{
    // Nothing below a veil reacts: clicks, wheel and drops end here.
    switch (event->type()) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonRelease:
    case QEvent::MouseButtonDblClick:
    case QEvent::Wheel: event->accept(); return true;
    default: return View::event(event);
    }
}

bool Sheet::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_host && event->type() == QEvent::Resize)
        setGeometry(m_host->rect());
    if (watched == m_content && event->type() == QEvent::LayoutRequest)
        QMetaObject::invokeMethod(this, &Sheet::fit, Qt::QueuedConnection);
    return View::eventFilter(watched, event);
}

void Sheet::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        dismiss();
        return;
    }
    View::keyPressEvent(event);
}

void Sheet::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_context.theme.tokens().scrim);
}

void Sheet::resizeEvent(QResizeEvent *event)
{
    View::resizeEvent(event);
    fit();
}

bool Sheet::focusNextPrevChild(bool next)
{
    const auto stops = tabStops();
    if (stops.isEmpty())
        return true;
    const qsizetype at = stops.indexOf(QApplication::focusWidget());
    const qsizetype target = next ? at + 1 : (at < 0 ? stops.size() : at) - 1;
    QWidget *stop = stops.at((target + stops.size()) % stops.size());
    stop->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    if (m_content->isAncestorOf(stop))
        m_scroll->ensureWidgetVisible(stop);
    return true;
}

} // namespace ain::ui
