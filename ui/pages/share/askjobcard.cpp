#include "ui/pages/share/askjobcard.h"

#include "ui/pages/share/asktext.h"
#include "ui/text/errortext.h"
#include "ui/widgets/addresslabel.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/imageview.h"
#include "ui/widgets/make.h"

#include <QProgressBar>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int PictureSide = 96;
constexpr qsizetype MostPrompt = 160;
} // namespace

AskJobCard::AskJobCard(Context &context, QWidget *parent)
    : View(parent),
      m_context(context),
      m_picture(new ImageView(context.theme, this)),
      m_prompt(new TextLabel(this, "strong")),
      m_stage(new ProofLamp(context.theme, this)),
      m_check(new ProofLamp(context.theme, this)),
      m_cost(new TextLabel(this, "muted")),
      m_bar(new QProgressBar(this)),
      m_provider(new AddressLabel(context.theme, this)),
      m_history(new TextLabel(this, "small")),
      m_problem(new TextLabel(this, "small")),
      m_cancel(makeButton(this, ButtonKind::Small)),
      m_show(makeButton(this, ButtonKind::Small))
{
    m_picture->setFixedSize(PictureSide, PictureSide);
    m_bar->setTextVisible(false);
    // The lamps only tell; what they say stands in their tooltips and names.
    for (ProofLamp *lamp : {m_stage, m_check})
        lamp->setFocusPolicy(Qt::NoFocus);
    auto *row = makeRow(this, 16);
    row->setContentsMargins(0, 8, 0, 8);
    row->addWidget(m_picture, 0, Qt::AlignTop);
    auto *column = makeColumn(nullptr, 6);
    column->addWidget(m_prompt);
    auto *lamps = makeRow(nullptr, 10);
    lamps->addWidget(m_stage);
    lamps->addWidget(m_check);
    lamps->addWidget(m_cost, 1);
    column->addLayout(lamps);
    column->addWidget(m_bar);
    column->addWidget(m_provider, 0, Qt::AlignLeft);
    column->addWidget(m_history);
    column->addWidget(m_problem);
    column->addStretch();
    row->addLayout(column, 1);
    auto *buttons = makeColumn(nullptr, 6);
    buttons->addWidget(m_show);
    buttons->addWidget(m_cancel);
    buttons->addStretch();
    row->addLayout(buttons);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_cancel->setEnabled(false);
        Q_EMIT cancelWanted(m_job.id);
    });
    connect(m_show, &QPushButton::clicked, this, [this] { Q_EMIT pictureWanted(m_job.picture); });
    onLanguage([this] { write(); });
}

QString AskJobCard::cost() const { return m_cost->plainText(); }

QString AskJobCard::history() const { return m_history->isHidden() ? QString() : m_history->plainText(); }

QString AskJobCard::problem() const { return m_problem->isHidden() ? QString() : m_problem->plainText(); }

void AskJobCard::setJob(const AskJob &job)
{
    if (job.id != m_job.id) {
        m_fetched = 0;
        m_hasPicture = false;
        m_picture->setImage({});
        m_cancel->setEnabled(true);
    }
    m_job = job;
    write();
    fetchPicture();
}

void AskJobCard::fetchPicture()
{
    if (m_job.picture == m_fetched)
        return;
    m_fetched = m_job.picture;
    const qint64 wanted = m_job.picture;
    m_context.backends.studio.thumbnails({wanted}, PictureSide * 2)
        .then(this, [this, wanted](const Result<QHash<qint64, QImage>> &images) {
            if (!images || m_fetched != wanted || !images->contains(wanted))
                return; // removed from the gallery
            m_hasPicture = true;
            m_picture->setImage(images->value(wanted));
        });
}

void AskJobCard::write()
{
    const bool isCut = m_job.prompt.size() > MostPrompt;
    const QString words = m_job.prompt.simplified();
    m_prompt->setText(isCut ? words.left(MostPrompt) + u'…' : words);
    m_prompt->setToolTip(isCut ? words.left(4 * MostPrompt) : QString());
    m_picture->setAccessibleName(tr("Picture: %1").arg(m_prompt->plainText()));
    m_stage->setState(AskText::stageShape(m_job.stage), AskText::stageTone(m_job.stage), AskText::stage(m_job));
    const QString check = AskText::check(m_job.check);
    m_check->setVisible(!check.isEmpty());
    m_check->setState(AskText::checkShape(m_job.check), AskText::checkTone(m_job.check), check,
                      AskText::checkReason(m_job.check));
    m_cost->setText(AskText::cost(m_job));
    m_bar->setVisible(m_job.stage == AskStage::Given || m_job.stage == AskStage::Drawing);
    m_bar->setRange(0, std::max(1, m_job.steps));
    m_bar->setValue(m_job.step);
    m_bar->setAccessibleName(AskText::stage(m_job));
    m_provider->setVisible(!m_job.provider.isEmpty());
    m_provider->setAddress(m_job.provider);
    const auto listed = [](const QStringList &addresses) {
        QStringList shown;
        for (const QString &address : addresses)
            shown += Format::address(address);
        return shown.join(u"; "_s);
    };
    QStringList history;
    if (!m_job.begunBy.isEmpty())
        history += tr("Begun by %1, who is paid for those steps").arg(listed(m_job.begunBy));
    if (!m_job.gaveBack.isEmpty())
        history += tr("Given back, and not paid: %1").arg(listed(m_job.gaveBack));
    m_history->setVisible(!history.isEmpty());
    m_history->setText(history.join(u'\n'));
    const bool isWrong = m_job.problem && m_job.stage != AskStage::Cancelled;
    m_problem->setVisible(isWrong);
    if (isWrong)
        m_problem->setText(text::errorSentence(*m_job.problem));
    m_cancel->setText(tr("Take back"));
    m_cancel->setAccessibleName(tr("Take back: %1").arg(m_prompt->plainText()));
    m_cancel->setVisible(m_job.canCancel);
    m_show->setText(tr("Show"));
    m_show->setAccessibleName(tr("Show in the gallery: %1").arg(m_prompt->plainText()));
    m_show->setVisible(m_job.picture > 0);
}

} // namespace ain::ui
