#include "ui/widgets/addresslabel.h"

#include "ui/format.h"
#include "ui/widgets/make.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTimer>

namespace ain::ui {

using namespace Qt::StringLiterals;

AddressLabel::AddressLabel(Theme &theme, QWidget *parent)
    : View(parent), m_theme(theme), m_text(makeLabel(this, "muted")), m_copy(makeButton(this, ButtonKind::Quiet))
{
    auto *row = makeRow(this, 4);
    m_text->setFont(Theme::mono());
    row->addWidget(m_text);
    row->addWidget(m_copy);
    row->addStretch();
    m_copy->setIconSize({16, 16});
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_address);
        m_copied = true;
        write();
        QTimer::singleShot(2000, this, [this] {
            m_copied = false;
            write();
        });
    });
    connect(&theme, &Theme::changed, this, &AddressLabel::write);
    onLanguage([this] { write(); });
}

void AddressLabel::setAddress(const QString &address)
{
    m_address = address;
    write();
}

void AddressLabel::setTwoLines(bool twoLines)
{
    m_twoLines = twoLines;
    write();
}

void AddressLabel::write()
{
    QString grouped = Format::address(m_address);
    if (m_twoLines && grouped.size() > 26)
        grouped.replace(26, 1, u'\n');
    m_text->setText(grouped);
    m_text->setAccessibleName(Format::address(m_address)); // readers say the groups one by one
    m_copy->setIcon(m_theme.icons().icon(m_copied ? u"check"_s : u"copy"_s, 16,
                                         m_copied ? m_theme.tokens().ok : m_theme.tokens().muted));
    m_copy->setToolTip(m_copied ? tr("Copied") : tr("Copy address"));
    m_copy->setAccessibleName(m_copied ? tr("Copied") : tr("Copy address"));
    m_copy->setVisible(!m_address.isEmpty());
}

} // namespace ain::ui
