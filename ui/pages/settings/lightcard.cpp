#include "ui/pages/settings/lightcard.h"

#include "ui/format.h"
#include "ui/pages/common/filepicker.h"
#include "ui/text/errortext.h"
#include "ui/text/prooftext.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/prooflamp.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QPlainTextEdit>
#include <QUrl>

namespace ain::ui {

using namespace Qt::StringLiterals;

LightCard::LightCard(Context &context, QWidget *parent)
    : View(parent),
      m_context(context),
      m_title(new TextLabel(this, "heading")),
      m_intro(new TextLabel(this, "small")),
      m_lamp(new ProofLamp(context.theme, this)),
      m_alarm(new NoticeCard(context.theme, Tone::Bad, this)),
      m_folder(makeButton(this)),
      m_facts(new FactGrid(6, this)),
      m_validators(new QPlainTextEdit),
      m_fold(nullptr),
      m_progress(new TextLabel(this, "small")),
      m_error(new ErrorBanner(context.theme, this)),
      m_sync(makeButton(this)),
      m_pin(makeButton(this))
{
    setProperty("ain", u"card"_s);
    m_lamp->setFocusPolicy(Qt::NoFocus);
    m_validators->setReadOnly(true);
    m_validators->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_validators->setTabChangesFocus(true);
    m_validators->setFont(Theme::mono(12));
    m_validators->setFixedHeight(120);
    m_fold = new Fold(context.theme, m_validators, this);

    auto *column = makeColumn(this, 12);
    column->setContentsMargins(metrics::CardPadding, metrics::CardPadding, metrics::CardPadding, metrics::CardPadding);
    auto *head = makeRow(nullptr, 12);
    head->addWidget(m_title, 1);
    head->addWidget(m_lamp);
    column->addLayout(head);
    column->addWidget(m_intro);
    column->addWidget(m_alarm);
    column->addWidget(m_folder, 0, Qt::AlignLeft);
    column->addWidget(m_facts);
    column->addWidget(m_fold);
    column->addWidget(m_progress);
    column->addWidget(m_error);
    auto *row = makeRow(nullptr, 8);
    row->addWidget(m_sync);
    row->addWidget(m_pin);
    row->addStretch();
    column->addLayout(row);

    m_picker = [this](const std::function<void(const QString &)> &chosen) {
        pickFileToOpen(this, tr("Pin a checkpoint"), tr("Checkpoint (*.json)"), chosen);
    };
    connect(m_sync, &QPushButton::clicked, this, &LightCard::sync);
    connect(m_pin, &QPushButton::clicked, this, &LightCard::pin);
    connect(m_folder, &QPushButton::clicked, this, &LightCard::openFolder);
    connect(&context.backends.light, &LightBackend::statusChanged, this, &LightCard::write);
    connect(&context.backends.network, &NetworkBackend::currentChanged, this, &LightCard::write);
    onLanguage([this] {
        m_title->setText(tr("Light client"));
        m_intro->setText(tr("Checks the signatures of the chain’s validators on this computer, so that no node has to "
                            "be believed."));
        m_sync->setText(tr("Sync now"));
        m_pin->setText(tr("Pin a checkpoint…"));
        m_pin->setToolTip(tr("Trust a block that you got from people you trust, from now on"));
        m_folder->setText(tr("Open the folder"));
        m_validators->setAccessibleName(tr("Validators and their stakes"));
        m_shownSet.reset();
        write();
    });
}

QString LightCard::factsText() const { return m_facts->text(); }

QString LightCard::validatorsText() const { return m_validators->toPlainText(); }

void LightCard::write()
{
    const light::LightStatus status = m_context.backends.light.status();
    const bool isAlarmed = !status.alarms.isEmpty();
    if (isAlarmed)
        m_lamp->setState(LampShape::Cross, Tone::Bad, tr("alarm"));
    else if (status.tip && !status.isBehind)
        m_lamp->setState(LampShape::Full, Tone::Ok, tr("follows the chain"));
    else if (status.tip)
        m_lamp->setState(LampShape::Half, Tone::Warn, tr("behind"));
    else if (status.isSyncing)
        m_lamp->setState(LampShape::Diamond, Tone::Plain, tr("checking blocks"));
    else
        m_lamp->setState(LampShape::Ring, Tone::Warn, tr("nothing proven yet"));

    QStringList alarms;
    for (const light::Alarm &alarm : status.alarms)
        alarms += u"%1 %2\n%3"_s.arg(Format::moment(alarm.seenAtMs), text::alarmSentence(alarm.kind),
                                     tr("Evidence: %1").arg(alarm.file));
    m_alarm->setText(alarms.join(u'\n'));
    m_alarm->setVisible(isAlarmed);
    m_folder->setVisible(isAlarmed);

    writeFacts(status);
    writeValidators(status);
    m_sync->setEnabled(!m_isBusy && !status.isSyncing);
    m_pin->setEnabled(!m_isBusy);
    const bool tellsWhy = status.lastError && (!status.tip || status.isBehind) && !status.isSyncing && !isAlarmed;
    m_progress->setText(
        status.isSyncing ? tr("Checking blocks: %1 headers and %2 signatures so far.")
                               .arg(Format::number(status.headersVerified), Format::number(status.signaturesVerified))
            : tellsWhy ? text::errorSentence(*status.lastError)
                       : QString());
    m_progress->setVisible(!m_progress->plainText().isEmpty());
}

void LightCard::writeFacts(const light::LightStatus &status)
{
    FactGrid::Facts facts;
    if (status.checkpointNumber >= 0) {
        facts += {tr("Trust begins"),
                  tr("block %1 (%2): %3")
                      .arg(Format::number(status.checkpointNumber), status.checkpointDate.left(10),
                           text::checkpointSource(status.checkpointSource))};
    }
    if (status.tip) {
        const qint64 time = status.tip->header().timestampMs();
        facts += {tr("Newest proven block"),
                  u"%1 · %2"_s.arg(Format::number(status.tip->number()), Format::ago(time, m_context.clock.nowMs()))};
        facts +=
            {tr("Kept headers"),
             tr("%1, from block %2")
                 .arg(Format::number(status.storedHeaders), Format::number(std::max<qint64>(0, status.lowestStored)))};
    }
    if (status.clockDiffers)
        facts += {tr("Clock"), tr("This computer’s clock is behind that of the blocks. Set it right.")};
    if (!status.gateways.isEmpty())
        facts += {tr("Nodes that agree"), status.gateways.join(u", "_s)};
    if (!status.distrusted.isEmpty())
        facts += {tr("Nodes not believed"), status.distrusted.join(u", "_s)};
    m_facts->setFacts(facts);
}

void LightCard::writeValidators(const light::LightStatus &status)
{
    if (m_shownSet && *m_shownSet == status.validators)
        return;
    m_shownSet = status.validators;
    const auto &validators = status.validators.validators();
    QStringList lines;
    for (const light::Validator &validator : validators)
        lines += u"%1  %2"_s.arg(validator.address.toString(), Format::stake(validator.stake));
    m_validators->setPlainText(lines.join(u'\n'));
    m_fold->setTitle(tr("%n validator(s), %1 staked", nullptr, int(validators.size()))
                         .arg(Format::stake(status.validators.total())));
    m_fold->setVisible(!validators.isEmpty());
}

void LightCard::sync()
{
    m_error->clear();
    m_isBusy = true;
    write();
    m_context.backends.light.sync().then(this, [this](const Result<> &result) {
        m_isBusy = false;
        if (!result)
            m_error->show(result.error(), tr("The newest block could not be checked."));
        write();
    });
}

void LightCard::pin()
{
    m_picker([this](const QString &path) {
        m_error->clear();
        m_isBusy = true;
        write();
        m_context.backends.light.pin(path).then(this, [this](const Result<> &result) {
            m_isBusy = false;
            if (!result)
                m_error->show(result.error(), tr("The checkpoint was not pinned."));
            write();
        });
    });
}

void LightCard::openFolder()
{
    const light::LightStatus status = m_context.backends.light.status();
    if (!status.alarms.isEmpty())
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(status.alarms.constFirst().file).absolutePath()));
}

} // namespace ain::ui
