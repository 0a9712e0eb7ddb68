#include "ui/pages/studio/settingsform.h"

#include "ui/pages/studio/loralist.h"
#include "ui/pages/studio/sourcerow.h"
#include "ui/studiotext.h"
#include "ui/widgets/field.h"
#include "ui/widgets/make.h"
#include "ui/widgets/quietinputs.h"

#include <QGridLayout>
#include <QLineEdit>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {

/// Keeps what is wanted in the list, even when the engine does not know it (yet).
void fill(QComboBox *box, const QStringList &identifiers, const QString &wanted, QString (*title)(const QString &))
{
    const QSignalBlocker quiet(box);
    QStringList all = identifiers;
    if (!all.contains(wanted))
        all.prepend(wanted);
    box->clear();
    for (const QString &identifier : std::as_const(all))
        box->addItem(title(identifier), identifier);
    box->setCurrentIndex(box->findData(wanted));
}

} // namespace

SettingsForm::SettingsForm(Context &context, StudioPresenter &presenter, QWidget *parent)
    : View(parent),
      m_context(context),
      m_presenter(presenter),
      m_sampler(new QuietCombo),
      m_scheduler(new QuietCombo),
      m_steps(new QuietSpin),
      m_guidance(new QuietDecimal),
      m_seed(new QLineEdit),
      m_dice(makeButton(this)),
      m_clip(new QuietSpin),
      m_precision(new QuietCombo),
      m_vae(new QuietCombo),
      m_loras(new LoraList(context, presenter)),
      m_source(new SourceRow(context, presenter))
{
    QWidget *inputs[] = {m_sampler, m_scheduler, m_steps, m_guidance, m_seed, m_clip, m_precision, m_vae};
    for (std::size_t i = 0; i < std::size(inputs); ++i) {
        m_fields[i] = new Field(inputs[i], this);
        if (auto *box = qobject_cast<QComboBox *>(inputs[i])) {
            box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
            box->setMinimumContentsLength(4);
        }
    }
    auto *column = makeColumn(this, 10);
    auto *grid = new QGridLayout;
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(10);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_fields[0], 0, 0);
    grid->addWidget(m_fields[1], 0, 1);
    grid->addWidget(m_fields[2], 1, 0);
    grid->addWidget(m_fields[3], 1, 1);
    auto *seedRow = makeRow(nullptr, 8);
    seedRow->addWidget(m_fields[4], 1);
    seedRow->addWidget(m_dice, 0, Qt::AlignBottom);
    grid->addLayout(seedRow, 2, 0, 1, 2);
    grid->addWidget(m_fields[5], 3, 0);
    grid->addWidget(m_fields[6], 3, 1);
    grid->addWidget(m_fields[7], 4, 0, 1, 2);
    column->addLayout(grid);
    column->addWidget(m_loras);
    column->addWidget(m_source);

    m_steps->setRange(1, 150);
    m_guidance->setRange(0, 30);
    m_guidance->setDecimals(1);
    m_guidance->setSingleStep(0.5);
    m_clip->setRange(0, 12);
    m_clip->setSpecialValueText(u"–"_s);
    const auto text = [this](QComboBox *box, QString recipe::GenerationRequest::*member) {
        connect(box, &QComboBox::activated, this, [this, box, member] {
            m_presenter.edit([&](StudioDraft &draft) { draft.request.*member = box->currentData().toString(); });
        });
    };
    text(m_sampler, &recipe::GenerationRequest::sampler);
    text(m_scheduler, &recipe::GenerationRequest::scheduler);
    text(m_precision, &recipe::GenerationRequest::precision);
    connect(m_steps, &QSpinBox::valueChanged, this,
            [this](int value) { m_presenter.edit([value](StudioDraft &draft) { draft.request.steps = value; }); });
    connect(m_clip, &QSpinBox::valueChanged, this,
            [this](int value) { m_presenter.edit([value](StudioDraft &draft) { draft.request.clipSkip = value; }); });
    connect(m_guidance, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        m_presenter.edit([value](StudioDraft &draft) { draft.request.guidance = value; });
    });
    connect(m_seed, &QLineEdit::textEdited, this, [this](const QString &words) {
        const QString digits = words.trimmed();
        bool isNumber = false;
        const quint64 seed = digits.toULongLong(&isNumber);
        if (digits.isEmpty()) {
            m_fields[4]->clearError();
            m_presenter.edit([](StudioDraft &draft) { draft.isSeedLocked = false; });
        } else if (isNumber && seed < recipe::SeedEnd) {
            m_fields[4]->clearError();
            m_presenter.edit([seed](StudioDraft &draft) {
                draft.request.seed = seed;
                draft.isSeedLocked = true;
            });
        } else {
            m_fields[4]->setErrorText(tr("A whole number below 9,007,199,254,740,992."));
        }
    });
    connect(m_dice, &QPushButton::clicked, this, [this] {
        m_presenter.edit([this](StudioDraft &draft) {
            draft.request.seed = m_context.backends.studio.newSeed();
            draft.isSeedLocked = true;
        });
    });
    connect(m_vae, &QComboBox::activated, this, [this] {
        const QString sha256 = m_vae->currentData().toString();
        m_presenter.edit([this, &sha256](StudioDraft &draft) {
            if (sha256.isEmpty())
                draft.request.vae.reset();
            else
                draft.request.vae = recipe::FileRef{sha256, m_vae->currentText()};
        });
    });
    connect(&presenter, &StudioPresenter::draftChanged, this, [this] { show(m_presenter.draft()); });
    connect(&context.backends.studio, &StudioBackend::engineChanged, this, &SettingsForm::fillLists);
    connect(&context.backends.studio, &StudioBackend::modelsChanged, this, &SettingsForm::fillLists);
    onLanguage([this] { write(); });
}

void SettingsForm::write()
{
    const QString labels[] = {tr("Sampler"), tr("Scheduler"), tr("Steps"),     tr("Guidance"),
                              tr("Seed"),    tr("CLIP skip"), tr("Precision"), tr("VAE")};
    for (std::size_t i = 0; i < std::size(labels); ++i)
        m_fields[i]->setLabel(labels[i]);
    m_seed->setPlaceholderText(tr("another one for each picture"));
    m_dice->setText(tr("Dice"));
    m_dice->setToolTip(tr("A new seed, and keep it"));
    m_dice->setAccessibleName(tr("A new seed, and keep it"));
    fillLists();
    show(m_presenter.draft());
}

void SettingsForm::fillLists()
{
    const EngineStatus engine = m_context.backends.studio.engine();
    const recipe::GenerationRequest &request = m_presenter.draft().request;
    fill(m_sampler, engine.samplers, request.sampler, &recipe::samplerTitle);
    fill(m_scheduler, engine.schedulers, request.scheduler, &recipe::schedulerTitle);
    QStringList precisions = engine.precisions;
    precisions.removeAll(u"as_file"_s);
    precisions.prepend(u"as_file"_s);
    fill(m_precision, precisions, request.precision, &StudioText::precision);

    const QSignalBlocker quiet(m_vae);
    m_vae->clear();
    m_vae->addItem(tr("the model’s own"), QString());
    for (const models::Model &model : m_presenter.modelsOfKind({models::Kind::Vae})) {
        if (!model.sha256.isEmpty())
            m_vae->addItem(model.name, model.sha256);
    }
    if (request.vae && m_vae->findData(request.vae->sha256) < 0)
        m_vae->addItem(tr("%1 (not here)").arg(request.vae->name), request.vae->sha256);
    m_vae->setCurrentIndex(m_vae->findData(request.vae ? request.vae->sha256 : QString()));
}

void SettingsForm::show(const StudioDraft &draft)
{
    const QSignalBlocker quiet[] = {QSignalBlocker(m_steps), QSignalBlocker(m_guidance), QSignalBlocker(m_clip)};
    m_steps->setValue(draft.request.steps);
    m_guidance->setValue(draft.request.guidance);
    m_clip->setValue(draft.request.clipSkip);
    const auto choose = [this](QComboBox *box, const QString &wanted) {
        if (box->findData(wanted) < 0)
            fillLists();
        else
            box->setCurrentIndex(box->findData(wanted));
    };
    choose(m_sampler, draft.request.sampler);
    choose(m_scheduler, draft.request.scheduler);
    choose(m_precision, draft.request.precision);
    choose(m_vae, draft.request.vae ? draft.request.vae->sha256 : QString());
    const QString seed = draft.isSeedLocked ? QString::number(draft.request.seed) : QString();
    if (m_seed->text() != seed && !m_fields[4]->hasError())
        m_seed->setText(seed);
}

} // namespace ain::ui
