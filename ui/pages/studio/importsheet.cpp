#include "ui/pages/studio/importsheet.h"

#include "ui/format.h"
#include "ui/studiotext.h"
#include "ui/text/provenancetext.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/imageview.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"

#include <QPlainTextEdit>

namespace ain::ui {

using namespace Qt::StringLiterals;

ImportSheet::ImportSheet(Context &context, QWidget *owner)
    : Sheet(context, owner),
      m_view(new ImageView(context.theme, this)),
      m_facts(new TextLabel(this, "muted")),
      m_prompt(new TextLabel(this)),
      m_settings(new TextLabel(this, "muted")),
      m_credentials(new NoticeCard(context.theme, Tone::Plain, this)),
      m_raw(new QPlainTextEdit),
      m_use(makeButton(this, ButtonKind::Primary)),
      m_over(makeButton(this)),
      m_mint(makeButton(this))
{
    setCardWidth(800);
    m_view->setFixedSize(300, 300);
    m_raw->setReadOnly(true);
    m_raw->setTabChangesFocus(true);
    m_raw->setFont(Theme::mono(12));
    m_raw->setFixedHeight(140);
    m_fold = new Fold(context.theme, m_raw, this);
    auto *row = makeRow(nullptr, 24);
    auto *right = makeColumn(nullptr, 10);
    right->addWidget(m_facts);
    right->addWidget(m_prompt);
    right->addWidget(m_settings);
    right->addWidget(m_credentials);
    right->addStretch();
    row->addWidget(m_view, 0, Qt::AlignTop);
    row->addLayout(right, 1);
    body()->addLayout(row);
    body()->addWidget(m_fold);
    footer()->addWidget(m_mint);
    footer()->addWidget(m_over);
    footer()->addWidget(m_use);
    connect(m_use, &QPushButton::clicked, this, [this] {
        dismiss();
        Q_EMIT useWanted(m_image);
    });
    connect(m_over, &QPushButton::clicked, this, [this] {
        dismiss();
        Q_EMIT drawOverWanted(m_image);
    });
    connect(m_mint, &QPushButton::clicked, this, [this] {
        dismiss();
        Q_EMIT mintWanted();
    });
    onLanguage([this] { write(); });
}

void ImportSheet::show(const OpenedImage &image)
{
    m_image = image;
    m_view->setImage(image.preview);
    m_fold->setOpen(false);
    write();
    open();
}

void ImportSheet::write()
{
    setTitle(m_image.fileName.isEmpty() ? tr("Image") : m_image.fileName);
    m_view->setAccessibleName(tr("The opened image"));
    m_facts->setText(
        u"%1 · %2 · %3"_s.arg(m_image.format, StudioText::size(m_image.size), Format::bytes(m_image.bytes)));
    const bool knows = m_image.settings.has_value();
    m_prompt->setText(knows ? m_image.settings->prompt
                            : tr("The image does not say how it was made. It can still be drawn over or minted."));
    QStringList lines;
    if (knows) {
        lines += tr("Settings by %1:").arg(StudioText::source(m_image.settingsFrom));
        for (const auto &[name, value] : StudioText::facts(*m_image.settings))
            lines += u"%1: %2"_s.arg(name, value);
    }
    m_settings->setText(lines.join(u'\n'));
    m_settings->setVisible(!lines.isEmpty());
    writeCredentials();
    QStringList entries;
    for (const MetadataEntry &entry : std::as_const(m_image.metadata))
        entries += u"%1\n%2"_s.arg(entry.keyword, entry.text);
    m_raw->setPlainText(entries.join(u"\n\n"_s));
    m_raw->setAccessibleName(tr("Texts inside the image"));
    m_fold->setTitle(tr("Texts inside the image"));
    m_fold->setVisible(!entries.isEmpty());
    m_use->setText(tr("Use these settings"));
    m_use->setVisible(knows);
    m_over->setText(tr("Draw over it"));
    m_mint->setText(tr("Mint…"));
    fit();
}

void ImportSheet::writeCredentials()
{
    using provenance::Standing;
    const provenance::Report &report = m_image.credentials;
    QStringList words{text::provenanceSentence(report)};
    // What a file says that was changed may be said by anybody.
    if (report.standing == Standing::Valid && !report.generator.isEmpty())
        words += tr("Content Credentials by %1.").arg(report.generator);
    if (report.standing == Standing::Valid && report.sourceType.contains(u"AlgorithmicMedia"))
        words += tr("It says that AI made this picture.");
    m_credentials->setText(words.join(u' '));
    m_credentials->setTone(report.standing == Standing::Valid         ? Tone::Ok
                               : report.standing == Standing::Altered ? Tone::Bad
                                                                      : Tone::Plain);
    m_credentials->setVisible(report.standing != Standing::None);
}

} // namespace ain::ui
