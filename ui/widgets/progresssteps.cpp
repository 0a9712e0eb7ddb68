#include "ui/widgets/progresssteps.h"

#include "ui/a11y/announce.h"

#include <QFontMetrics>
#include <QPainter>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int Dot = 22;
} // namespace

ProgressSteps::ProgressSteps(Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ProgressSteps::setSteps(const QStringList &names)
{
    m_names = names;
    describe();
    updateGeometry();
    update();
}

void ProgressSteps::setCurrent(int current, bool failed)
{
    const bool isNew = m_current != current || m_failed != failed;
    m_current = current;
    m_failed = failed;
    describe();
    update();
    if (isNew)
        announce(*this, accessibleName());
}

void ProgressSteps::describe()
{
    if (m_names.isEmpty())
        return;
    const int shown = std::min(m_current, int(m_names.size()) - 1);
    setAccessibleName(m_failed
                          ? tr("Step %1 of %2: %3, failed").arg(shown + 1).arg(m_names.size()).arg(m_names.at(shown))
                          : tr("Step %1 of %2: %3").arg(shown + 1).arg(m_names.size()).arg(m_names.at(shown)));
}

QSize ProgressSteps::sizeHint() const { return {std::max(360, minimumSizeHint().width()), Dot + 26}; }

QSize ProgressSteps::minimumSizeHint() const
{
    const QFontMetrics metrics(Theme::font(12, QFont::DemiBold));
    int widest = 0;
    for (const QString &name : m_names)
        widest = std::max(widest, metrics.horizontalAdvance(name));
    return {int(m_names.size()) * (widest + 8), Dot + 26};
}

void ProgressSteps::paintEvent(QPaintEvent * /*event*/)
{
    if (m_names.isEmpty())
        return;
    const Tokens &tokens = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double slot = double(width()) / double(m_names.size());
    for (int i = 0; i < m_names.size(); ++i) {
        const QPointF centre(slot * (i + 0.5), Dot / 2.0 + 1);
        const bool done = i < m_current;
        const bool now = i == m_current;
        const bool wrong = now && m_failed;
        if (i > 0) {
            painter.setPen(QPen(i <= m_current ? tokens.accent : tokens.line, 2));
            painter.drawLine(QPointF(centre.x() - slot + Dot / 2.0 + 4, centre.y()),
                             QPointF(centre.x() - Dot / 2.0 - 4, centre.y()));
        }
        const QColor edge = wrong ? tokens.bad : done || now ? tokens.accent : tokens.line;
        painter.setPen(QPen(edge, 2));
        painter.setBrush(wrong ? tokens.badSoft : done ? tokens.accent : tokens.surface);
        painter.drawEllipse(centre, Dot / 2.0 - 1, Dot / 2.0 - 1);
        const QRect box(int(centre.x()) - Dot / 2, int(centre.y()) - Dot / 2, Dot, Dot);
        if (done || wrong) {
            const QPixmap sign = m_theme.icons().pixmap(wrong ? u"close"_s : u"check"_s, 14,
                                                        wrong ? tokens.bad : tokens.onAccent, devicePixelRatioF());
            painter.drawPixmap(QPointF(centre.x() - 7, centre.y() - 7), sign);
        } else {
            painter.setPen(now ? tokens.accent : tokens.muted);
            painter.setFont(Theme::font(12, QFont::DemiBold));
            painter.drawText(box, Qt::AlignCenter, QString::number(i + 1));
        }
        painter.setPen(wrong ? tokens.bad : now ? tokens.text : tokens.muted);
        painter.setFont(Theme::font(12, now ? QFont::DemiBold : QFont::Normal));
        painter.drawText(QRectF(slot * i, Dot + 6, slot, 18), Qt::AlignCenter, m_names.at(i));
    }
}

} // namespace ain::ui
