#include "ui/widgets/rail.h"

#include "ui/widgets/make.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QPainter>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {

class RailButton : public QAbstractButton {
public:
    RailButton(Theme &theme, QString icon, QWidget *parent)
        : QAbstractButton(parent), m_theme(theme), m_icon(std::move(icon))
    {
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setCursor(Qt::PointingHandCursor);
        setFixedSize(72, 56);
        connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    }

protected:
    void paintEvent(QPaintEvent * /*event*/) override
    {
        const Tokens &tokens = m_theme.tokens();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const bool lit = isChecked();
        if (lit || underMouse()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(lit ? tokens.accentSoft : tokens.field);
            painter.drawRoundedRect(rect(), 12, 12);
        }
        const QColor ink = lit ? tokens.accent : tokens.muted;
        painter.drawPixmap(QPoint((width() - 22) / 2, 8), m_theme.icons().pixmap(m_icon, 22, ink, devicePixelRatioF()));
        QFont font = Theme::font(12, lit ? QFont::DemiBold : QFont::Normal);
        while (font.pixelSize() > 10 && QFontMetrics(font).horizontalAdvance(text()) > width() - 2)
            font.setPixelSize(font.pixelSize() - 1);
        painter.setFont(font);
        painter.setPen(ink);
        painter.drawText(QRect(0, 32, width(), 20), Qt::AlignCenter, text());
        if (hasFocus()) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(tokens.focus, 2));
            painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 11, 11);
        }
    }

private:
    Theme &m_theme;
    QString m_icon;
};

} // namespace

Rail::Rail(Theme &theme, QWidget *parent) : View(parent)
{
    setProperty("ain", u"rail"_s);
    setFixedWidth(metrics::RailWidth);
    auto *column = makeColumn(this, 4);
    column->setContentsMargins(8, 16, 8, 16);
    auto *logo = makeLabel(this);
    logo->setAlignment(Qt::AlignCenter);
    logo->setFixedHeight(48);
    logo->setPixmap(theme.icons().pixmap(u"ain-studio"_s, 40, theme.tokens().accent, devicePixelRatioF()));
    logo->setAccessibleName(u"AIN Studio"_s);
    column->addWidget(logo);
    column->addSpacing(8);

    auto *group = new QButtonGroup(this);
    const char *icons[] = {"wallet", "studio", "collection", "share", "activity", "settings"};
    for (int i = 0; i < PageCount; ++i) {
        if (PageId(i) == PageId::Settings)
            column->addStretch();
        auto *button = new RailButton(theme, QString::fromLatin1(icons[i]), this);
        m_buttons[std::size_t(i)] = button;
        group->addButton(button, i);
        column->addWidget(button, 0, Qt::AlignHCenter);
        connect(button, &QAbstractButton::clicked, this, [this, i] { Q_EMIT chosen(PageId(i)); });
    }
    onLanguage([this] {
        for (int i = 0; i < PageCount; ++i) {
            auto *button = m_buttons[std::size_t(i)];
            const QString name = pageName(PageId(i));
            button->setText(name);
            button->setAccessibleName(name);
            button->setToolTip(PageId(i) == PageId::Settings ? name : tr("%1 (Ctrl+%2)").arg(name).arg(i + 1));
        }
    });
}

void Rail::setCurrent(PageId page) { m_buttons[std::size_t(page)]->setChecked(true); }

QString Rail::pageName(PageId page)
{
    switch (page) {
    case PageId::Wallet: return tr("Wallet");
    case PageId::Studio: return tr("Studio");
    case PageId::Collection: return tr("Collection");
    case PageId::Share: return tr("Share");
    case PageId::Activity: return tr("Activity");
    case PageId::Settings: return tr("Settings");
    }
    return {};
}

} // namespace ain::ui
