#include "ui/pages/wallet/stakesheet.h"

#include "ui/format.h"
#include "ui/text/errortext.h"
#include "ui/widgets/field.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"

#include <QButtonGroup>
#include <QLineEdit>
#include <QListWidget>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int TypingPauseMs = 400;
constexpr int RowHeight = 32;
constexpr int MostRows = 4;
} // namespace

StakeSheet::StakeSheet(Context &context, QWidget *owner)
    : OperationSheet(context, owner),
      m_intro(new TextLabel(this, "muted")),
      m_positionsTitle(new TextLabel(this, "strong")),
      m_positions(new QListWidget(this)),
      m_app(new QLineEdit),
      m_appField(new Field(m_app, this)),
      m_facts(new TextLabel(this, "muted")),
      m_lock(new NoticeCard(context.theme, Tone::Warn, this)),
      m_amount(new QLineEdit),
      m_max(nullptr),
      m_amountField(nullptr)
{
    auto *chips = makeRow(nullptr, 8);
    auto *group = new QButtonGroup(this);
    for (int i = 0; i < 3; ++i) {
        auto *chip = makeButton(this, ButtonKind::Chip);
        m_modes += chip;
        group->addButton(chip, i);
        chips->addWidget(chip);
        connect(chip, &QPushButton::clicked, this, [this, i] { setMode(Mode(i)); });
    }
    chips->addStretch();
    m_modes.first()->setChecked(true);
    m_app->setMaxLength(150);
    m_amount->setMaxLength(32);
    m_amount->setInputMethodHints(Qt::ImhFormattedNumbersOnly);
    auto *amountRow = new QWidget;
    auto *row = makeRow(amountRow, 8);
    m_max = makeButton(amountRow, ButtonKind::Chip);
    m_max->setCheckable(false);
    row->addWidget(m_amount, 1);
    row->addWidget(m_max);
    amountRow->setFocusProxy(m_amount);
    m_amountField = new Field(amountRow, this);

    form()->addLayout(chips);
    for (auto *widget : std::initializer_list<QWidget *>{m_intro, m_positionsTitle, m_positions, m_appField, m_facts,
                                                         m_lock, m_amountField})
        form()->addWidget(widget);
    m_pause.setSingleShot(true);
    m_pause.setInterval(TypingPauseMs);

    connect(&m_pause, &QTimer::timeout, this, &StakeSheet::lookUp);
    connect(m_app, &QLineEdit::textChanged, this, [this] {
        m_appField->clearError();
        m_position.reset();
        ++m_question;
        writeFacts();
        m_pause.start();
    });
    connect(m_positions, &QListWidget::currentRowChanged, this, [this](int at) {
        if (at >= 0 && at < m_known.size())
            m_app->setText(m_known.at(at).app);
    });
    connect(m_amount, &QLineEdit::textChanged, m_amountField, &Field::clearError);
    connect(m_max, &QPushButton::clicked, this, &StakeSheet::takeAll);
    for (auto *edit : {m_app, m_amount})
        connect(edit, &QLineEdit::returnPressed, nextButton(), &QPushButton::click);
    const auto reload = [this] {
        if (!isOpen())
            return;
        loadPositions();
        loadRewards();
        lookUp();
    };
    connect(this, &Sheet::opened, this, reload);
    connect(this, &OperationSheet::succeeded, this, reload);
    connect(&context.backends.wallet, &WalletBackend::currentAccountChanged, this, [this, reload] {
        m_known.clear();
        m_position.reset();
        m_rewards.reset();
        ++m_question;
        writePositions();
        writeFacts();
        reload();
    });
    onLanguage([this] { write(); });
}

void StakeSheet::setMode(Mode mode)
{
    m_mode = mode;
    m_modes.at(int(mode))->setChecked(true);
    m_appField->clearError();
    m_amountField->clearError();
    write();
}

void StakeSheet::write()
{
    setTitle(tr("Staking"));
    const QString names[] = {tr("Stake"), tr("Take back"), tr("Claim rewards")};
    for (int i = 0; i < m_modes.size(); ++i)
        m_modes.at(i)->setText(names[i]);
    switch (m_mode) {
    case Mode::Stake:
        m_intro->setText(tr("Staked AIN stays yours but is locked. It gives an app a larger share of the chain’s "
                            "capacity; staked for “consensus” it makes a validator."));
        break;
    case Mode::Unstake:
        m_intro->setText(tr("Stake comes back to your balance once its lock is over, and two minutes more: every node "
                            "looks at its own clock."));
        break;
    case Mode::Claim:
        m_intro->setText(tr("Validators earn a share of the fees. What is claimed goes to your balance."));
        break;
    }
    m_positionsTitle->setText(tr("My stakes"));
    m_positions->setAccessibleName(tr("My stakes"));
    m_appField->setLabel(tr("App"));
    m_appField->setHint(tr("The name of an app, or consensus for validators."));
    m_app->setPlaceholderText(u"my_app"_s);
    m_amountField->setLabel(tr("Amount"));
    m_amount->setAccessibleName(tr("Amount in AIN"));
    m_amount->setPlaceholderText(u"0.000000"_s);
    m_max->setText(tr("All"));
    m_max->setAccessibleName(m_mode == Mode::Claim ? tr("Claim everything") : tr("Take everything back"));
    m_max->setToolTip(m_max->accessibleName());
    m_max->setVisible(m_mode != Mode::Stake);
    m_appField->setVisible(m_mode != Mode::Claim);
    writePositions();
    writeFacts();
}

void StakeSheet::writePositions()
{
    const bool shown = m_mode != Mode::Claim && !m_known.isEmpty();
    m_positionsTitle->setVisible(shown);
    m_positions->setVisible(shown);
    const QString selected = m_app->text().trimmed();
    const QSignalBlocker quiet(m_positions);
    m_positions->clear();
    for (const StakePosition &position : std::as_const(m_known)) {
        const QString when = position.isLocked ? tr("locked until %1").arg(Format::dateTime(position.unlocksMs))
                                               : tr("can be taken back");
        auto *item =
            new QListWidgetItem(tr("%1 · %2 · %3").arg(position.app, Format::ain(position.amount), when), m_positions);
        item->setSizeHint({0, RowHeight});
        if (position.app == selected)
            m_positions->setCurrentItem(item);
    }
    m_positions->setFixedHeight(std::clamp(int(m_known.size()), 1, MostRows) * RowHeight + 6);
}

void StakeSheet::writeFacts()
{
    m_lock->hide();
    if (m_mode == Mode::Claim) {
        m_facts->setVisible(m_rewards.has_value());
        if (m_rewards)
            m_facts->setText(m_rewards->unclaimed.isZero()
                                 ? tr("No rewards are waiting for this account.")
                                 : tr("%1 are waiting; %2 were earned in all.")
                                       .arg(Format::ain(m_rewards->unclaimed), Format::ain(m_rewards->cumulative)));
        return;
    }
    m_facts->setVisible(knowsApp());
    if (!knowsApp())
        return;
    m_facts->setText(tr("You have staked %1 here, everybody together %2.")
                         .arg(Format::ain(m_position->amount), Format::ain(m_position->total)));
    if (m_mode == Mode::Stake && !m_position->appExists)
        m_lock->setText(tr("There is no app of this name on this network. Check the spelling."));
    else if (m_mode == Mode::Stake && m_position->lockupMs > 0)
        m_lock->setText(tr("A stake made now locks everything you have staked here for %1.")
                            .arg(Format::duration(m_position->lockupMs)));
    else if (m_mode == Mode::Unstake && m_position->isLocked)
        m_lock->setText(tr("Locked until %1.").arg(Format::dateTime(m_position->unlocksMs)));
    else
        return;
    m_lock->show();
}

void StakeSheet::loadPositions()
{
    m_context.backends.staking.positions().then(this, [this](const Result<QList<StakePosition>> &positions) {
        // The list is only a help: a node that does not answer is told of where something depends on it.
        if (!positions)
            return;
        m_known = *positions;
        writePositions();
    });
}

void StakeSheet::loadRewards()
{
    m_context.backends.staking.rewards().then(this, [this](const Result<Rewards> &rewards) {
        if (rewards)
            m_rewards = *rewards;
        else if (m_mode == Mode::Claim)
            m_amountField->setError(rewards.error());
        writeFacts();
    });
}

void StakeSheet::lookUp()
{
    m_pause.stop();
    const QString app = m_app->text().trimmed();
    if (app.isEmpty() || m_mode == Mode::Claim)
        return;
    m_context.backends.staking.position(app).then(
        this, [this, question = ++m_question](const Result<StakePosition> &position) {
            if (question != m_question)
                return;
            if (position)
                m_position = *position;
            else
                m_appField->setError(position.error());
            writeFacts();
        });
}

void StakeSheet::takeAll()
{
    if (m_mode == Mode::Claim && m_rewards)
        m_amount->setText(m_rewards->unclaimed.toString());
    else if (m_mode == Mode::Unstake && knowsApp())
        m_amount->setText(m_position->amount.toString());
}

bool StakeSheet::knowsApp() const { return m_position && m_position->app == m_app->text().trimmed(); }

std::optional<Amount> StakeSheet::typedAmount() const
{
    const auto amount = Amount::parse(m_amount->text().trimmed());
    return amount ? std::optional(*amount) : std::nullopt;
}

bool StakeSheet::check()
{
    if (m_mode != Mode::Claim && m_app->text().trimmed().isEmpty()) {
        m_appField->setErrorText(tr("Enter the name of an app."));
        m_app->setFocus();
        return false;
    }
    if (m_mode == Mode::Unstake && knowsApp() && m_position->isLocked) {
        m_appField->setErrorText(
            tr("This stake is locked until %1. Nothing was signed.").arg(Format::dateTime(m_position->unlocksMs)));
        return false;
    }
    const auto amount = Amount::parse(m_amount->text().trimmed());
    if (!amount)
        m_amountField->setError(amount.error());
    else if (amount->micro() <= 0)
        m_amountField->setErrorText(tr("Enter an amount above zero."));
    else if (m_mode == Mode::Unstake && knowsApp() && *amount > m_position->amount)
        m_amountField->setErrorText(tr("Only %1 are staked here.").arg(Format::ain(m_position->amount)));
    else if (m_mode == Mode::Claim && m_rewards && *amount > m_rewards->unclaimed)
        m_amountField->setErrorText(tr("Only %1 are waiting.").arg(Format::ain(m_rewards->unclaimed)));
    else
        return true;
    m_amount->setFocus();
    return false;
}

Task<Preview> StakeSheet::prepare()
{
    const Amount amount = typedAmount().value_or(Amount());
    const QString app = m_app->text().trimmed();
    switch (m_mode) {
    case Mode::Stake: return m_context.backends.staking.prepareStake(app, amount);
    case Mode::Unstake: return m_context.backends.staking.prepareUnstake(app, amount);
    case Mode::Claim: break;
    }
    return m_context.backends.staking.prepareClaim(amount);
}

bool StakeSheet::placeError(const Error &error)
{
    const auto code = error.code.text();
    if (m_mode != Mode::Claim && (code == "operation.name" || code == "wallet.locked_up")) {
        m_appField->setError(error);
        return true;
    }
    if (code.starts_with("amount.") || code == "wallet.insufficient") {
        m_amountField->setError(error);
        return true;
    }
    return false;
}

void StakeSheet::clearDraft()
{
    m_app->clear();
    m_amount->clear();
}

QString StakeSheet::confirmText() const
{
    switch (m_mode) {
    case Mode::Stake: return tr("Stake now");
    case Mode::Unstake: return tr("Take it back");
    case Mode::Claim: break;
    }
    return tr("Claim now");
}

QString StakeSheet::doneText() const
{
    switch (m_mode) {
    case Mode::Stake: return tr("Staked, and final.");
    case Mode::Unstake: return tr("The stake is back in your balance.");
    case Mode::Claim: break;
    }
    return tr("The rewards are in your balance.");
}

} // namespace ain::ui
