#include "ui/pages/wallet/signsheet.h"

#include "ui/format.h"
#include "ui/pages/wallet/partsreader.h"
#include "ui/text/errortext.h"
#include "ui/widgets/addresslabel.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"

#include <QPlainTextEdit>

namespace ain::ui {

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

} // namespace

SignSheet::SignSheet(Context &context, QWidget *owner)
    : Sheet(context, owner),
      m_reader(new PartsReader(context, this)),
      m_what(new QWidget(this)),
      m_account(new AddressLabel(context.theme, m_what)),
      m_facts(new TextLabel(m_what, "small")),
      m_sentences(makeColumn(nullptr, 6)),
      m_warnings(makeColumn(nullptr, 8)),
      m_raw(new QPlainTextEdit),
      m_fold(nullptr),
      m_refused(new NoticeCard(context.theme, Tone::Bad, this)),
      m_error(new ErrorBanner(context.theme, this)),
      m_other(makeButton(this)),
      m_sign(makeButton(this, ButtonKind::Primary))
{
    setCardWidth(580);
    m_raw->setReadOnly(true);
    m_raw->setFont(Theme::mono(12));
    m_raw->setFixedHeight(180);
    m_raw->setTabChangesFocus(true);
    m_fold = new Fold(context.theme, m_raw, m_what);
    auto *what = makeColumn(m_what, 12);
    what->addWidget(m_account);
    what->addLayout(m_sentences);
    what->addLayout(m_warnings);
    what->addWidget(m_facts);
    what->addWidget(m_fold);
    body()->addWidget(m_reader);
    body()->addWidget(m_what);
    body()->addWidget(m_refused);
    body()->addWidget(m_error);
    footer()->addWidget(m_other);
    footer()->addWidget(m_sign);
    connect(m_reader, &PartsReader::ready, this, &SignSheet::take);
    connect(m_other, &QPushButton::clicked, this, &SignSheet::reset);
    connect(m_sign, &QPushButton::clicked, this, &SignSheet::sign);
    connect(this, &Sheet::dismissed, this, &SignSheet::reset);
    onLanguage([this] { write(); });
}

void SignSheet::reset()
{
    m_order.reset();
    m_error->clear();
    m_reader->clear();
    write();
}

void SignSheet::take(const QByteArray &content)
{
    m_error->clear();
    const auto isRequest = m_context.backends.offline.isRequest(content);
    if (isRequest && !*isRequest) {
        m_order.reset();
        write();
        m_refused->setText(tr("This is a signature, not a request. The copy that made the request sends it: “Send what "
                              "was signed”."));
        m_refused->show();
        fit();
        return;
    }
    m_context.backends.offline.look(content).then(this, [this](const Result<OfflineOrder> &order) {
        if (order)
            m_order = *order;
        else
            m_error->show(order.error());
        write();
    });
}

void SignSheet::write()
{
    setTitle(tr("Sign a request"));
    m_fold->setTitle(tr("Exactly what is signed (JSON)"));
    m_raw->setAccessibleName(tr("Exactly what is signed (JSON)"));
    m_other->setText(tr("Another request"));
    m_sign->setText(tr("Sign"));
    const bool here = m_order.has_value();
    m_reader->setVisible(!here);
    m_what->setVisible(here);
    m_other->setVisible(here);
    m_sign->setVisible(here);
    m_sign->setEnabled(here && !m_order->why);
    m_refused->setVisible(here && m_order->why);
    empty(m_sentences);
    empty(m_warnings);
    if (here) {
        m_account->setAddress(m_order->address);
        for (const QString &sentence : std::as_const(m_order->sentences)) {
            auto *label = new TextLabel(m_what);
            label->setText(sentence);
            m_sentences->addWidget(label);
        }
        for (const QString &warning : std::as_const(m_order->warnings)) {
            auto *card = new NoticeCard(m_context.theme, Tone::Warn, m_what);
            card->setText(warning);
            m_warnings->addWidget(card);
        }
        m_facts->setText(
            tr("Asked for on %1, good until %2. What it does was worked out here, from what would be signed. "
               "The network's fee comes on top.")
                .arg(Format::dateTime(m_order->createdMs), Format::dateTime(m_order->expiresMs)));
        m_raw->setPlainText(m_order->rawJson);
        if (m_order->why)
            m_refused->setText(text::errorSentence(*m_order->why));
    }
    fit();
}

void SignSheet::sign()
{
    if (!m_order || m_order->why)
        return;
    m_error->clear();
    m_sign->setEnabled(false);
    setBusy(true);
    m_context.backends.offline.sign(m_order->id).then(this, [this](const Result<OfflineMessage> &signature) {
        setBusy(false);
        m_sign->setEnabled(true);
        if (!signature) {
            m_error->show(signature.error(), tr("Nothing was signed."));
            fit();
            return;
        }
        const OfflineMessage message = *signature;
        dismiss();
        Q_EMIT isSigned(message);
    });
}

} // namespace ain::ui
