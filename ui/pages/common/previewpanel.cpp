#include "ui/pages/common/previewpanel.h"

#include "ui/format.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QPlainTextEdit>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {

void empty(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
}

Tone warningTone(WarningKind kind)
{
    switch (kind) {
    case WarningKind::LookAlike:
    case WarningKind::AppAddress:
    case WarningKind::CreatorCanTakeBack:
    case WarningKind::Unowned: return Tone::Bad;
    case WarningKind::OwnAddress: return Tone::Plain;
    default: return Tone::Warn;
    }
}

} // namespace

PreviewPanel::PreviewPanel(Context &context, QWidget *parent) : View(parent), m_context(context)
{
    auto *column = makeColumn(this, 14);
    m_sentences = makeColumn(nullptr, 6);
    m_warnings = makeColumn(nullptr, 8);
    auto *well = new QFrame(this);
    well->setProperty("ain", u"well"_s);
    m_figures = new QGridLayout(well);
    m_figures->setContentsMargins(16, 12, 16, 12);
    m_figures->setVerticalSpacing(6);
    m_figures->setColumnStretch(0, 1);
    m_raw = new QPlainTextEdit;
    m_raw->setReadOnly(true);
    m_raw->setFont(Theme::mono(12));
    m_raw->setFixedHeight(180);
    m_raw->setTabChangesFocus(true);
    m_fold = new Fold(context.theme, m_raw, this);
    column->addLayout(m_sentences);
    m_consent = new QCheckBox(this);
    m_consent->hide();
    connect(m_consent, &QCheckBox::toggled, this, &PreviewPanel::consentChanged);
    column->addLayout(m_warnings);
    column->addWidget(m_consent);
    column->addWidget(well);
    column->addWidget(m_fold);
    onLanguage([this] { write(); });
}

void PreviewPanel::setPreview(const Preview &preview)
{
    m_preview = preview;
    m_fold->setOpen(false);
    m_consent->setChecked(false);
    write();
}

bool PreviewPanel::hasConsent() const { return m_consent->isHidden() || m_consent->isChecked(); }

void PreviewPanel::write()
{
    m_fold->setTitle(tr("Exactly what is signed (JSON)"));
    m_raw->setAccessibleName(tr("Exactly what is signed (JSON)"));
    m_raw->setPlainText(m_preview.rawJson);

    empty(m_sentences);
    for (const QString &sentence : std::as_const(m_preview.sentences)) {
        auto *label = new TextLabel(this);
        label->setText(sentence);
        m_sentences->addWidget(label);
    }
    empty(m_warnings);
    for (const Warning &warning : std::as_const(m_preview.warnings)) {
        auto *card = new NoticeCard(m_context.theme, warningTone(warning.kind), this);
        card->setText(Format::warning(warning));
        m_warnings->addWidget(card);
    }
    QString consent;
    for (const Warning &warning : std::as_const(m_preview.warnings)) {
        if (consent.isEmpty())
            consent = Format::consent(warning.kind);
    }
    m_consent->setText(consent);
    m_consent->setAccessibleName(consent.isEmpty() ? tr("Confirm the warning") : consent);
    m_consent->setHidden(consent.isEmpty());
    empty(m_figures);
    int line = 0;
    const auto figure = [&](const QString &name, const QString &value, bool strong) {
        auto *left = makeLabel(this, strong ? "strong" : "muted");
        auto *right = makeLabel(this, strong ? "strong" : nullptr);
        left->setText(name);
        right->setText(value);
        right->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_figures->addWidget(left, line, 0);
        m_figures->addWidget(right, line, 1);
        ++line;
    };
    if (!m_preview.toName.isEmpty()) {
        // The name is a help, the address is what counts: both are there.
        figure(tr("To"), m_preview.toName, true);
        auto *address = new TextLabel(this, "muted");
        address->setFont(Theme::mono());
        address->setText(Format::address(m_preview.to));
        address->setAlignment(Qt::AlignRight);
        m_figures->addWidget(address, line++, 0, 1, 2);
    }
    if (!m_preview.amount.isZero())
        figure(tr("Amount"), Format::ain(m_preview.amount), false);
    if (!m_preview.incoming.isZero())
        figure(tr("Comes to your balance"), Format::ain(m_preview.incoming), false);
    if (m_preview.needsOtherDevice) {
        // Without a signature nothing could be run dry.
        figure(tr("Fee"), tr("known when it is signed"), false);
        figure(tr("Balance now"), Format::ain(m_preview.before), false);
        return;
    }
    figure(m_preview.feeIsEstimate ? tr("Fee (estimate)") : tr("Fee (from a dry run)"), Format::ain(m_preview.fee),
           false);
    figure(tr("Total"), Format::ain(m_preview.total), true);
    figure(tr("Balance before"), Format::ain(m_preview.before), false);
    figure(tr("Balance after"), Format::ain(m_preview.after), true);
    if (m_preview.steps > 1)
        figure(tr("Transactions"), Format::number(m_preview.steps), false);
}

} // namespace ain::ui
