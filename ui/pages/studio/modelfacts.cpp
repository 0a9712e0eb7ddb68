#include "ui/pages/studio/modelfacts.h"

#include "ui/studiotext.h"
#include "ui/text/errortext.h"
#include "ui/widgets/field.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/make.h"
#include "ui/widgets/quietinputs.h"

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr QSize UsualSize(512, 512);
}

ModelFacts::ModelFacts(Context &context, QWidget *parent)
    : View(parent),
      m_context(context),
      m_name(makeLabel(this, "heading")),
      m_facts(new TextLabel(this, "muted")),
      m_trust(new TextLabel(this)),
      m_fit(new TextLabel(this)),
      m_licence(new QuietCombo),
      m_licenceField(new Field(m_licence, this)),
      m_hash(new TextLabel(this, "small")),
      m_use(makeButton(this, ButtonKind::Small)),
      m_verify(makeButton(this, ButtonKind::Small)),
      m_remove(makeButton(this, ButtonKind::Small))
{
    auto *column = makeColumn(this, 8);
    column->addWidget(m_name);
    column->addWidget(m_facts);
    column->addWidget(m_trust);
    column->addWidget(m_fit);
    m_licence->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_licence->setMinimumContentsLength(10);
    column->addWidget(m_licenceField);
    column->addWidget(m_hash);
    m_hash->setFont(Theme::mono(11));
    auto *buttons = new FlowLayout(nullptr, 6);
    for (QPushButton *button : {m_use, m_verify, m_remove})
        buttons->addWidget(button);
    column->addLayout(buttons);
    column->addStretch();
    StudioBackend &studio = context.backends.studio;
    connect(m_use, &QPushButton::clicked, this, [this] {
        if (m_model)
            Q_EMIT useWanted(*m_model);
    });
    connect(m_verify, &QPushButton::clicked, this, [this, &studio] {
        if (!m_model)
            return;
        studio.verifyModel(m_model->id).then(this, [this](const Result<> &done) {
            if (!done && done.error().code != errors::Cancelled)
                Q_EMIT failed(done.error(), tr("The file could not be checked."));
        });
    });
    connect(m_remove, &QPushButton::clicked, this, [this, &studio] {
        if (m_model)
            studio.removeModel(m_model->id).detach();
    });
    connect(m_licence, &QComboBox::activated, this, [this, &studio](int index) {
        if (!m_model)
            return;
        studio.setModelLicence(m_model->id, m_licence->itemData(index).toString())
            .then(this, [this](const Result<> &done) {
                if (!done)
                    Q_EMIT failed(done.error(), tr("The licence could not be kept."));
            });
    });
    onLanguage([this] { write(); });
}

QString ModelFacts::fitWords() const { return m_fit->plainText(); }

void ModelFacts::setModel(const std::optional<models::Model> &model)
{
    m_model = model;
    write();
}

void ModelFacts::write()
{
    m_use->setText(tr("Draw with it"));
    m_verify->setText(tr("Check again"));
    m_verify->setAccessibleName(tr("Work out its SHA-256 again"));
    m_remove->setText(tr("Take off the list"));
    m_remove->setToolTip(tr("The file stays where it is."));
    m_licenceField->setLabel(tr("Licence"));
    for (QWidget *child : findChildren<QWidget *>(Qt::FindDirectChildrenOnly))
        child->setVisible(m_model.has_value());
    if (!m_model)
        return;
    const models::Model &model = *m_model;
    m_name->setText(m_name->fontMetrics().elidedText(model.name, Qt::ElideMiddle, 300));
    m_name->setToolTip(model.name);
    QStringList facts{StudioText::kind(model.kind)};
    if (!model.family.isEmpty())
        facts += model.family;
    facts += Format::bytes(model.bytes);
    if (!model.weightType.isEmpty())
        facts += model.weightType;
    if (model.parameters > 0)
        facts += tr("%1 million weights").arg(Format::number(model.parameters / 1'000'000));
    m_facts->setText(facts.join(u" · "_s) + u'\n' + model.path);
    const auto paint = [](TextLabel *label, const QString &words, Tone tone) {
        label->setText(words);
        label->setVisible(!words.isEmpty());
        setStyleProperty(label, "role",
                         tone == Tone::Ok         ? u"ok"_s
                             : tone == Tone::Warn ? u"warn"_s
                             : tone == Tone::Bad  ? u"bad"_s
                                                  : u"muted"_s);
    };
    const QString trouble = StudioText::unusable(model);
    if (!trouble.isEmpty())
        paint(m_trust, trouble, Tone::Bad);
    else
        paint(m_trust,
              tr("%1: %2").arg(StudioText::verified(model.verified), StudioText::verifiedReason(model.verified)),
              StudioText::verifiedTone(model.verified));
    const bool draws = model.kind == models::Kind::Checkpoint || model.kind == models::Kind::DiffusionPart
        || model.kind == models::Kind::Mini;
    const ModelFit fit = m_context.backends.studio.fit(model, UsualSize);
    QString words;
    if (draws && !fit.fits) {
        words = fit.reason ? text::errorSentence(*fit.reason) : tr("It does not fit in free memory.");
        if (!fit.largest.isEmpty())
            words = QStringList{words, tr("%1 would fit.").arg(StudioText::size(fit.largest))}.join(u' ');
    } else if (draws && fit.needBytes > 0) {
        words = tr("Fits: needs about %1 at 512×512, %2 are free.")
                    .arg(Format::bytes(fit.needBytes), Format::bytes(fit.freeBytes));
    }
    paint(m_fit, words, fit.fits ? Tone::Ok : Tone::Bad);

    const QSignalBlocker quiet(m_licence);
    m_licence->clear();
    m_licence->addItem(model.licence.known ? tr("Not chosen") : StudioText::licence(model.licence), QString());
    for (const ModelLicence &licence : m_context.backends.studio.licences())
        m_licence->addItem(licence.name, licence.id);
    if (model.licence.known && m_licence->findData(model.licence.id) < 0)
        m_licence->addItem(StudioText::licence(model.licence), model.licence.id);
    m_licence->setCurrentIndex(model.licence.known ? m_licence->findData(model.licence.id) : 0);
    m_licenceField->setHint(StudioText::licenceReason(model.licence));
    QString groups;
    for (qsizetype i = 0; i < model.sha256.size(); i += 4)
        groups += (i > 0 ? u" "_s : QString()) + model.sha256.mid(i, 4);
    m_hash->setText(groups.isEmpty() ? QString() : u"SHA-256 "_s + groups);
    m_hash->setVisible(!groups.isEmpty());
    m_use->setVisible(draws);
    m_use->setEnabled(trouble.isEmpty() && !model.sha256.isEmpty() && model.verified != models::Verified::Mismatch);
    m_verify->setEnabled(!model.isMissing && model.verified != models::Verified::Hashing);
}

} // namespace ain::ui
