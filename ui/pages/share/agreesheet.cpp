#include "ui/pages/share/agreesheet.h"

#include "ui/format.h"
#include "ui/text/errortext.h"
#include "ui/widgets/addresslabel.h"
#include "ui/widgets/field.h"
#include "ui/widgets/make.h"
#include "ui/widgets/quietinputs.h"

#include <QLineEdit>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int MostAddress = 300;
constexpr int MostAmount = 32;
} // namespace

AgreeSheet::AgreeSheet(Context &context, QWidget *owner)
    : OperationSheet(context, owner),
      m_intro(new TextLabel(this, "muted")),
      m_address(new AddressLabel(context.theme, this)),
      m_endpoint(new QLineEdit),
      m_endpointField(new Field(m_endpoint, this)),
      m_answer(new TextLabel(this, "muted")),
      m_price(new QLineEdit),
      m_priceField(new Field(m_price, this)),
      m_cap(new QLineEdit),
      m_capField(new Field(m_cap, this)),
      m_hours(new QuietSpin),
      m_hoursField(new Field(m_hours, this))
{
    m_endpoint->setMaxLength(MostAddress);
    for (QLineEdit *edit : {m_price, m_cap}) {
        edit->setMaxLength(MostAmount);
        edit->setInputMethodHints(Qt::ImhFormattedNumbersOnly);
    }
    m_hours->setRange(1, MostAgreeHours);
    form()->addWidget(m_intro);
    form()->addWidget(m_address, 0, Qt::AlignLeft);
    form()->addWidget(m_endpointField);
    form()->addWidget(m_answer);
    form()->addWidget(m_priceField);
    form()->addWidget(m_capField);
    form()->addWidget(m_hoursField);
    fill();
    connect(m_endpoint, &QLineEdit::textChanged, this, [this] {
        m_endpointField->clearError();
        m_offer.reset();
        m_why.reset();
        ++m_question;
        m_isLooking = false;
        writeAnswer();
    });
    connect(m_endpoint, &QLineEdit::editingFinished, this, &AgreeSheet::look);
    connect(m_price, &QLineEdit::textChanged, m_priceField, &Field::clearError);
    connect(m_cap, &QLineEdit::textChanged, m_capField, &Field::clearError);
    connect(m_hours, &QSpinBox::valueChanged, m_hoursField, &Field::clearError);
    for (QLineEdit *edit : {m_price, m_cap})
        connect(edit, &QLineEdit::returnPressed, nextButton(), &QPushButton::click);
    connect(this, &Sheet::opened, this, &AgreeSheet::look);
    onLanguage([this] { write(); });
}

void AgreeSheet::openFor(const AskProvider &provider)
{
    const bool isOther = provider.address != m_provider.address;
    const bool isUntouched = m_endpoint->text() == m_provider.endpoint;
    m_provider = provider;
    if (isOther)
        fill();
    else if (isUntouched)
        m_endpoint->setText(provider.endpoint);
    write();
    open();
}

void AgreeSheet::fill()
{
    m_asked.clear();
    m_endpoint->setText(m_provider.endpoint);
    m_price->setText(m_provider.price.isZero() ? QString() : m_provider.price.toString());
    m_cap->setText(AgreeTerms().cap.toString());
    m_hours->setValue(AgreeTerms().hours);
}

QString AgreeSheet::answer() const { return m_answer->isHidden() ? QString() : m_answer->plainText(); }

void AgreeSheet::write()
{
    const bool isKnown = !m_provider.address.isEmpty();
    setTitle(isKnown ? tr("Agree on a price") : tr("Agree with somebody by address"));
    m_intro->setText(tr("A price, a limit and an end, written down on the chain. Nothing is paid now: you sign for "
                        "pictures that came and hold, and the network takes a fee each time the provider is paid."));
    m_address->setVisible(isKnown);
    m_address->setAddress(m_provider.address);
    m_endpointField->setLabel(tr("Asked at"));
    m_endpoint->setPlaceholderText(u"https://…"_s);
    m_priceField->setLabel(tr("Price for a megapixel-step, in AIN"));
    m_price->setPlaceholderText(tr("what the provider asks"));
    m_capField->setLabel(tr("Limit: most that you owe at a time, in AIN"));
    m_capField->setHint(tr("It is as much as a provider risks with you, so some take less. More room, fewer fees."));
    m_hoursField->setLabel(tr("Holds for"));
    m_hours->setSuffix(tr(" hours"));
    writeAnswer();
}

void AgreeSheet::writeAnswer()
{
    QString words;
    if (m_isLooking)
        words = tr("Asking who is there …");
    else if (m_offer && !m_provider.address.isEmpty() && m_offer->provider != m_provider.address)
        words = tr("Somebody else answers there: %1.").arg(Format::address(m_offer->provider));
    else if (m_offer) {
        QStringList parts;
        if (m_provider.address.isEmpty())
            parts += tr("%1 answers there.").arg(Format::address(m_offer->provider));
        parts += tr("It asks at least %1 for a megapixel-step.").arg(Format::ain(m_offer->price));
        if (!m_offer->models.isEmpty())
            parts += tr("It draws with %1.").arg(m_offer->models.join(u", "_s));
        if (m_offer->waiting > 0)
            parts += tr("%n job(s) wait there.", nullptr, m_offer->waiting);
        words = parts.join(u' ');
    } else if (m_why) {
        words = text::errorSentence(*m_why);
    }
    m_answer->setText(words);
    m_answer->setVisible(!words.isEmpty());
}

void AgreeSheet::look()
{
    const QString typed = m_endpoint->text().trimmed();
    if (!isOpen() || typed.isEmpty() || (typed == m_asked && (m_offer || m_isLooking)))
        return;
    m_asked = typed;
    m_isLooking = true;
    writeAnswer();
    m_context.backends.ask.look(typed).then(this, [this, question = ++m_question](const Result<AskOffer> &offer) {
        if (question != m_question)
            return;
        m_isLooking = false;
        m_offer.reset();
        m_why.reset();
        if (offer)
            m_offer = *offer;
        else
            m_why = offer.error();
        writeAnswer();
    });
}

bool AgreeSheet::check()
{
    if (m_endpoint->text().trimmed().isEmpty()) {
        m_endpointField->setErrorText(tr("Write where the provider can be asked. Its owner knows."));
        m_endpoint->setFocus();
        return false;
    }
    const auto isAmount = [](QLineEdit *edit, Field *field) {
        const auto amount = Amount::parse(edit->text().trimmed());
        if (!amount)
            field->setError(amount.error());
        else if (amount->micro() <= 0)
            field->setErrorText(tr("Enter an amount above zero."));
        else
            return true;
        edit->setFocus();
        return false;
    };
    if (!m_price->text().trimmed().isEmpty() && !isAmount(m_price, m_priceField))
        return false;
    return isAmount(m_cap, m_capField);
}

Task<Preview> AgreeSheet::prepare()
{
    AgreeTerms terms;
    terms.endpoint = m_endpoint->text().trimmed();
    terms.provider = m_provider.address;
    if (const auto price = Amount::parse(m_price->text().trimmed()))
        terms.price = *price;
    terms.cap = Amount::parse(m_cap->text().trimmed()).value_or(terms.cap);
    terms.hours = m_hours->value();
    return m_context.backends.ask.prepareAgree(terms);
}

bool AgreeSheet::placeError(const Error &error)
{
    const auto code = error.code.text();
    const QString what = error.args.value(u"what"_s).toString();
    const bool isTerms = code == "share.terms";
    if (isTerms && what == u"price")
        m_priceField->setErrorText(tr("The provider asks more for a megapixel-step."));
    else if (isTerms && what == u"cap")
        m_capField->setError(error);
    else if (isTerms && what == u"expiry")
        m_hoursField->setError(error);
    else if (code.starts_with("peer.") || code == "share.signature")
        m_endpointField->setError(error);
    else
        return false;
    return true;
}

void AgreeSheet::clearDraft()
{
    m_offer.reset();
    fill();
    writeAnswer();
}

void AgreeSheet::firstFocus()
{
    OperationSheet::firstFocus();
    if (m_endpoint->isVisible() && m_endpoint->isEnabled())
        m_endpoint->setFocus(Qt::OtherFocusReason);
}

QString AgreeSheet::confirmText() const { return tr("Agree"); }

QString AgreeSheet::doneText() const
{
    return tr("Agreed, and final. On the Studio page you can choose now who draws.");
}

} // namespace ain::ui
