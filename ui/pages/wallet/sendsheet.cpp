#include "ui/pages/wallet/sendsheet.h"

#include "ui/format.h"
#include "ui/pages/common/filepicker.h"
#include "ui/widgets/field.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/prooflamp.h"
#include "ui/widgets/secretguard.h"

#include <QAbstractItemView>
#include <QClipboard>
#include <QCompleter>
#include <QDragEnterEvent>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMimeData>
#include <QStandardItemModel>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {

/// Finds by name and address, and puts the address into the input.
class RecipientCompleter : public QCompleter {
public:
    using QCompleter::QCompleter;
    [[nodiscard]] QString pathFromIndex(const QModelIndex &index) const override
    {
        return index.data(Qt::UserRole).toString();
    }
};

} // namespace

SendSheet::SendSheet(Context &context, QWidget *owner)
    : OperationSheet(context, owner),
      m_balanceRow(new QWidget(this)),
      m_balance(makeLabel(m_balanceRow, "muted")),
      m_lamp(new ProofLamp(context.theme, m_balanceRow)),
      m_refusal(new NoticeCard(context.theme, Tone::Bad, this)),
      m_otherNode(makeButton(this)),
      m_to(new QLineEdit),
      m_known(new QStandardItemModel(this)),
      m_completer(new RecipientCompleter(m_known, this)),
      m_amount(new QLineEdit),
      m_max(nullptr),
      m_memo(new QLineEdit),
      m_picture(makeButton(this, ButtonKind::Small)),
      m_paste(makeButton(this, ButtonKind::Small)),
      m_origin(new NoticeCard(context.theme, Tone::Accent, this)),
      m_toField(new Field(m_to, this)),
      m_amountField(nullptr),
      m_memoField(new Field(m_memo, this)),
      m_who(new TextLabel(this, "strong")),
      m_groups(new TextLabel(this, "muted")),
      m_keep(makeButton(this)),
      m_warnings(makeColumn(nullptr, 8))
{
    m_to->setMaxLength(512);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setFilterMode(Qt::MatchContains);
    m_completer->setMaxVisibleItems(6);
    m_to->setCompleter(m_completer);
    m_completer->popup()->setAccessibleName(tr("Contacts"));
    m_to->setFont(Theme::mono(13));
    m_amount->setMaxLength(32);
    m_amount->setInputMethodHints(Qt::ImhFormattedNumbersOnly);
    m_memo->setMaxLength(500);
    m_groups->setFont(Theme::mono());
    auto *amountRow = new QWidget;
    auto *row = makeRow(amountRow, 8);
    m_max = makeButton(amountRow, ButtonKind::Chip);
    row->addWidget(m_amount, 1);
    row->addWidget(m_max);
    amountRow->setFocusProxy(m_amount);
    m_amountField = new Field(amountRow, this);

    auto *balanceRow = makeRow(m_balanceRow, 10);
    balanceRow->addWidget(m_balance);
    balanceRow->addWidget(m_lamp);
    balanceRow->addStretch();
    body()->insertWidget(0, m_balanceRow);
    body()->insertWidget(1, m_refusal);
    body()->insertWidget(2, m_otherNode, 0, Qt::AlignLeft);
    m_refusal->hide();
    m_otherNode->hide();

    setAcceptDrops(true);
    form()->addWidget(m_origin);
    m_origin->hide();
    form()->addWidget(m_toField);
    auto *codes = makeRow(nullptr, 8);
    codes->addWidget(m_picture);
    codes->addWidget(m_paste);
    codes->addStretch();
    form()->addLayout(codes);
    connect(m_picture, &QPushButton::clicked, this, [this] {
        pickFileToOpen(this, tr("Open a picture of a QR code"), tr("Pictures (*.png *.jpg *.jpeg *.webp *.bmp)"),
                       [this](const QString &path) { readPicture(path); });
    });
    connect(m_paste, &QPushButton::clicked, this, &SendSheet::paste);
    form()->addWidget(m_who);
    form()->addWidget(m_groups);
    form()->addLayout(m_warnings);
    form()->addWidget(m_amountField);
    form()->addWidget(m_memoField);
    m_groups->hide();
    m_who->hide();
    footer()->insertWidget(0, m_keep);
    m_keep->hide();

    new SecretGuard(m_to, [this] { m_toField->setErrorText(SecretGuard::words()); });
    new SecretGuard(m_memo, [this] { m_memoField->setErrorText(SecretGuard::words()); });
    connect(m_memo, &QLineEdit::textChanged, m_memoField, &Field::clearError);
    connect(&context.backends.contacts, &ContactsBackend::changed, this, &SendSheet::fillCompleter);
    connect(&context.backends.wallet, &WalletBackend::accountsChanged, this, &SendSheet::fillCompleter);
    connect(presenter(), &OperationPresenter::changed, this, &SendSheet::writeKeep);
    connect(m_keep, &QPushButton::clicked, this, [this] {
        const QString address = m_sentTo;
        dismiss();
        Q_EMIT contactWanted(address);
    });
    connect(m_to, &QLineEdit::textChanged, this, &SendSheet::readAddress);
    connect(m_amount, &QLineEdit::textChanged, m_amountField, &Field::clearError);
    connect(m_max, &QPushButton::toggled, this, [this](bool on) {
        m_amount->setEnabled(!on);
        m_amountField->clearError();
    });
    connect(m_lamp, &QAbstractButton::clicked, this, &SendSheet::proofWanted);
    connect(m_otherNode, &QPushButton::clicked, this, [this] {
        dismiss();
        Q_EMIT settingsWanted();
    });
    connect(&context.backends.wallet, &WalletBackend::balanceChanged, this, &SendSheet::writeBalance);
    connect(&context.backends.wallet, &WalletBackend::currentAccountChanged, this, &SendSheet::writeBalance);
    for (auto *edit : {m_to, m_amount, m_memo})
        connect(edit, &QLineEdit::returnPressed, nextButton(), &QPushButton::click);
    onLanguage([this] {
        setTitle(tr("Send AIN"));
        m_toField->setLabel(tr("To"));
        m_to->setPlaceholderText(tr("A contact, or an address: 0x and 40 digits"));
        m_picture->setText(tr("QR code from a picture…"));
        m_paste->setText(tr("From the clipboard"));
        m_paste->setToolTip(tr("An address, a payment link, or a picture of a QR code"));
        m_keep->setText(tr("Save as contact"));
        writeOrigin();
        fillCompleter();
        m_amountField->setLabel(tr("Amount"));
        m_amount->setAccessibleName(tr("Amount in AIN"));
        m_amount->setPlaceholderText(u"0.000000"_s);
        m_max->setText(tr("Max"));
        m_max->setAccessibleName(tr("Send everything the fee leaves"));
        m_max->setToolTip(tr("Send everything the fee leaves"));
        m_memoField->setLabel(tr("Note (optional)"));
        m_memoField->setHint(tr("Stays on this computer, sealed in the vault."));
        m_otherNode->setText(tr("Choose another node…"));
        readAddress();
        writeBalance();
    });
}

void SendSheet::openLink(const QString &link)
{
    open();
    fillFrom(link, Origin::Link);
}

void SendSheet::fillFrom(const QString &text, Origin origin)
{
    // Nothing typed before is mixed with what somebody else wrote.
    clearDraft();
    m_from = origin;
    m_to->setText(text);
    writeOrigin();
}

void SendSheet::takeCode(const Result<QStringList> &texts)
{
    if (!texts) {
        m_toField->setError(texts.error());
        return;
    }
    for (const QString &text : *texts) {
        const QString trimmed = text.trimmed();
        if (trimmed.startsWith(u"ain:", Qt::CaseInsensitive) || trimmed.startsWith(u"0x")) {
            fillFrom(trimmed, Origin::Picture);
            return;
        }
    }
    m_toField->setErrorText(tr("The QR code in this picture holds neither an address nor a payment link."));
}

void SendSheet::readPicture(const QString &path)
{
    m_context.backends.qr.readFile(path).then(this, [this](const Result<QStringList> &texts) { takeCode(texts); });
}

void SendSheet::readImage(const QImage &picture)
{
    m_context.backends.qr.readImage(picture).then(this, [this](const Result<QStringList> &texts) { takeCode(texts); });
}

void SendSheet::paste()
{
    const QMimeData *mime = QGuiApplication::clipboard()->mimeData();
    if (mime == nullptr)
        return;
    if (mime->hasImage())
        readImage(qvariant_cast<QImage>(mime->imageData()));
    else if (mime->hasUrls() && mime->urls().constFirst().isLocalFile())
        readPicture(mime->urls().constFirst().toLocalFile());
    else
        m_to->setText(mime->text().trimmed().left(m_to->maxLength()));
}

void SendSheet::dragEnterEvent(QDragEnterEvent *event)
{
    const QMimeData *mime = event->mimeData();
    const bool isEditing = presenter()->state() == OperationPresenter::State::Editing;
    const bool isFile = mime->hasUrls() && mime->urls().constFirst().isLocalFile();
    if (isEditing && (mime->hasImage() || isFile))
        event->acceptProposedAction();
}

void SendSheet::dropEvent(QDropEvent *event)
{
    const QMimeData *mime = event->mimeData();
    if (mime->hasUrls() && mime->urls().constFirst().isLocalFile())
        readPicture(mime->urls().constFirst().toLocalFile());
    else if (mime->hasImage())
        readImage(qvariant_cast<QImage>(mime->imageData()));
    event->acceptProposedAction();
}

void SendSheet::writeOrigin()
{
    QStringList words;
    if (m_from == Origin::Link)
        words += tr("A payment link that was opened outside this program filled this in.");
    if (m_from == Origin::Picture)
        words += tr("A QR code in a picture filled this in.");
    if (m_link && !m_link->namesNetwork)
        words += tr("The link does not say for which network it is; this is: %1.")
                     .arg(Format::network(m_context.backends.network.current()));
    if (!words.isEmpty())
        words += tr("Compare every group of the address. Nothing is sent before you confirm.");
    m_origin->setText(words.join(u' '));
    m_origin->setVisible(!words.isEmpty());
}

void SendSheet::writeBalance()
{
    const auto balance = m_context.backends.wallet.balance();
    const bool isBlocked = !mayGoOn();
    m_balanceRow->setVisible(balance.has_value());
    if (balance) {
        m_balance->setText(tr("Balance %1").arg(Format::ain(balance->amount)));
        m_lamp->setProof(balance->proof, m_context.clock.nowMs());
    }
    m_refusal->setVisible(isBlocked);
    m_otherNode->setVisible(isBlocked);
    if (isBlocked) {
        const QString node = balance->proof.mark.gateway().isEmpty() ? tr("a node") : balance->proof.mark.gateway();
        m_refusal->setText(tr("Nothing is sent now. What %1 says about your account does not fit what the validators "
                              "signed, and a payment would be worked out from that. Your money is not touched. Choose "
                              "another node, then try again.")
                               .arg(node));
    }
    if (isVisible())
        draw();
}

bool SendSheet::mayGoOn() const
{
    const auto balance = m_context.backends.wallet.balance();
    return !balance || balance->proof.standing() != light::Standing::Contradicted;
}

void SendSheet::readAddress()
{
    m_toField->clearError();
    while (QLayoutItem *item = m_warnings->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    const QString text = m_to->text().trimmed();
    if (text.startsWith(u"ain:", Qt::CaseInsensitive)) {
        // A pasted payment link fills what it names; the fields then hold plain values to look at.
        const auto link = m_context.backends.wallet.readPaymentLink(text);
        if (!link) {
            m_groups->hide();
            m_toField->setError(link.error());
            return;
        }
        m_link = *link;
        if (link->amount)
            m_amount->setText(link->amount->toString());
        if (!link->label.isEmpty() && m_memo->text().isEmpty())
            m_memo->setText(link->label);
        m_to->setText(link->address);
        writeOrigin();
        return;
    }
    const auto address = m_context.backends.wallet.checkAddress(addressOf(text));
    m_groups->setVisible(address.has_value());
    const QString name = address ? nameOf(*address) : QString();
    m_who->setVisible(!name.isEmpty());
    m_who->setText(name);
    if (!address) {
        // Nobody likes to be scolded while typing; a whole address with a typo is told at once.
        if (text.size() >= 42)
            m_toField->setError(address.error());
        return;
    }
    m_groups->setText(Format::address(*address));
    for (const Warning &warning : m_context.backends.wallet.addressWarnings(*address)) {
        const bool isBad = !Format::consent(warning.kind).isEmpty();
        auto *card = new NoticeCard(m_context.theme, isBad ? Tone::Bad : Tone::Warn, this);
        card->setText(Format::warning(warning));
        m_warnings->addWidget(card);
    }
}

bool SendSheet::check()
{
    const auto address = m_context.backends.wallet.checkAddress(addressOf(m_to->text().trimmed()));
    if (!address) {
        m_toField->setError(address.error());
        m_to->setFocus();
    }
    bool amountFine = m_max->isChecked();
    if (!amountFine) {
        const auto amount = Amount::parse(m_amount->text().trimmed());
        amountFine = amount && amount->micro() > 0;
        if (!amount)
            m_amountField->setError(amount.error());
        else if (!amountFine)
            m_amountField->setErrorText(tr("Enter an amount above zero."));
        if (!amountFine && address)
            m_amount->setFocus();
    }
    return address && amountFine;
}

Task<Preview> SendSheet::prepare()
{
    SendRequest request;
    request.to = addressOf(m_to->text().trimmed());
    m_sentTo = m_context.backends.wallet.checkAddress(request.to).value_or(QString());
    if (!m_max->isChecked()) {
        if (const auto amount = Amount::parse(m_amount->text().trimmed()))
            request.amount = *amount;
    }
    request.memo = m_memo->text();
    return m_context.backends.wallet.prepareSend(std::move(request));
}

bool SendSheet::placeError(const Error &error)
{
    const auto code = error.code.text();
    if (code.starts_with("address.")) {
        m_toField->setError(error);
        return true;
    }
    if (code.starts_with("amount.")) {
        m_amountField->setError(error);
        return true;
    }
    return false;
}

void SendSheet::clearDraft()
{
    m_from = Origin::None;
    m_link.reset();
    writeOrigin();
    m_to->clear();
    m_amount->clear();
    m_memo->clear();
    m_max->setChecked(false);
}

void SendSheet::fillCompleter()
{
    m_known->clear();
    QStringList listed;
    const auto add = [&](const QString &name, const QString &address) {
        if (name.isEmpty() || listed.contains(address))
            return;
        listed += address;
        auto *item = new QStandardItem(u"%1 · %2"_s.arg(name, address));
        item->setData(address, Qt::UserRole);
        m_known->appendRow(item);
    };
    for (const Contact &contact : m_context.backends.contacts.contacts())
        add(contact.name, contact.address);
    const auto current = m_context.backends.wallet.currentAccount();
    for (const Account &account : m_context.backends.wallet.accounts()) {
        if (!current || account.id != current->id)
            add(Format::accountName(account), account.address);
    }
}

QString SendSheet::addressOf(const QString &text) const
{
    for (const Contact &contact : m_context.backends.contacts.contacts()) {
        if (contact.name.compare(text, Qt::CaseInsensitive) == 0)
            return contact.address;
    }
    return text;
}

QString SendSheet::nameOf(const QString &address) const
{
    for (const Contact &contact : m_context.backends.contacts.contacts()) {
        if (contact.address == address)
            return contact.name;
    }
    return {};
}

void SendSheet::writeKeep()
{
    const auto state = presenter()->state();
    const bool isSent = state == OperationPresenter::State::Following || state == OperationPresenter::State::Done;
    bool isKnown = m_sentTo.isEmpty() || !nameOf(m_sentTo).isEmpty();
    for (const Account &account : m_context.backends.wallet.accounts())
        isKnown = isKnown || account.address == m_sentTo;
    m_keep->setVisible(isSent && !isKnown);
}

QString SendSheet::confirmText() const { return tr("Send now"); }

QString SendSheet::doneText() const { return tr("Sent, and final: nobody can undo it."); }

} // namespace ain::ui
