#include "ui/pages/common/proofsheet.h"

#include "core/json/writer.h"
#include "ui/format.h"
#include "ui/pages/common/filepicker.h"
#include "ui/text/prooftext.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/prooflamp.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPlainTextEdit>

namespace ain::ui {

using namespace Qt::StringLiterals;
using light::Standing;

ProofSheet::ProofSheet(Context &context, QWidget *owner)
    : Sheet(context, owner),
      m_lamp(new ProofLamp(context.theme, this)),
      m_value(new TextLabel(this, "strong")),
      m_verdict(new NoticeCard(context.theme, Tone::Plain, this)),
      m_well(new QFrame(this)),
      m_facts(new FactGrid(8, m_well)),
      m_limits(new TextLabel(this, "muted")),
      m_raw(new QPlainTextEdit),
      m_fold(nullptr),
      m_note(new TextLabel(this, "ok")),
      m_error(new ErrorBanner(context.theme, this)),
      m_node(makeButton(this)),
      m_copy(makeButton(this)),
      m_save(makeButton(this))
{
    setCardWidth(680);
    m_lamp->setFocusPolicy(Qt::NoFocus);
    m_lamp->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_well->setProperty("ain", u"well"_s);
    auto *well = makeColumn(m_well, 0);
    well->setContentsMargins(16, 12, 16, 12);
    well->addWidget(m_facts);
    m_raw->setReadOnly(true);
    m_raw->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_raw->setTabChangesFocus(true);
    m_raw->setFont(Theme::mono(12));
    m_raw->setFixedHeight(240);
    m_fold = new Fold(context.theme, m_raw, this);

    auto *head = makeRow(nullptr, 12);
    head->addWidget(m_value, 1);
    head->addWidget(m_lamp, 0, Qt::AlignTop);
    body()->addLayout(head);
    body()->addWidget(m_verdict);
    body()->addWidget(m_well);
    body()->addWidget(m_limits);
    body()->addWidget(m_fold);
    body()->addWidget(m_error);
    body()->addStretch();
    footer()->insertWidget(0, m_note);
    footer()->addWidget(m_node);
    footer()->addWidget(m_copy);
    footer()->addWidget(m_save);

    m_picker = [this](const QString &suggested, const std::function<void(const QString &)> &chosen) {
        pickFileToSave(this, tr("Save the proof"), suggested, tr("Proof of AIN Studio (*.json)"), chosen);
    };
    connect(m_copy, &QPushButton::clicked, this, &ProofSheet::copy);
    connect(m_save, &QPushButton::clicked, this, &ProofSheet::save);
    connect(m_node, &QPushButton::clicked, this, [this] {
        dismiss();
        Q_EMIT settingsWanted();
    });
    connect(&context.backends.light, &LightBackend::statusChanged, this, [this] {
        if (isVisible())
            write();
    });
    onLanguage([this] { write(); });
}

void ProofSheet::show(const ProofSubject &subject)
{
    m_subject = subject;
    m_raw->clear();
    m_fold->setOpen(false);
    m_note->setText({});
    m_error->clear();
    write();
    open();
}

void ProofSheet::refresh(const ProofSubject &subject)
{
    if (!isVisible() || subject.id != m_subject.id)
        return;
    // Who reads the raw proof keeps it while newer blocks say the same.
    const bool saysTheSame = subject.value == m_subject.value && subject.proof.standing() == Standing::Proven
        && m_subject.proof.standing() == Standing::Proven;
    if (m_fold->isOpen() && saysTheSame)
        return;
    if (subject.proof.bundle != m_subject.proof.bundle)
        m_raw->clear();
    m_subject = subject;
    write();
}

QString ProofSheet::factsText() const { return m_facts->text(); }

void ProofSheet::write()
{
    const ProofState &proof = m_subject.proof;
    const Standing standing = proof.standing();
    const qint64 now = m_context.clock.nowMs();
    const bool isProven = standing == Standing::Proven || standing == Standing::ProvenOlder;
    const bool isChecking = proof.isChecking && standing == Standing::Unproven;
    setTitle(m_subject.title);
    m_value->setText(m_subject.value);
    m_value->setVisible(!m_subject.value.isEmpty());
    m_lamp->setProof(proof, now);
    m_verdict->setTone(isChecking ? Tone::Plain : Format::proofTone(standing));
    m_verdict->setText(isChecking ? Format::proofReason(proof, now) : text::standingSentence(standing, proof.why));

    const auto facts = proofFacts(m_subject, m_context.backends.light.status(), now);
    m_facts->setFacts(facts);
    m_well->setVisible(!facts.isEmpty());
    m_limits->setText(proofLimits(m_subject.kind));
    m_limits->setVisible(isProven);
    m_fold->setTitle(tr("Raw: path, hashes, block header, votes"));
    m_fold->setVisible(proof.bundle != nullptr);
    m_raw->setAccessibleName(tr("The proof, raw"));
    if (proof.bundle && m_raw->document()->isEmpty())
        m_raw->setPlainText(proofRawText(*proof.bundle));
    m_note->setVisible(!m_note->plainText().isEmpty());
    m_node->setText(tr("Choose another node…"));
    m_node->setVisible(standing == Standing::Contradicted || (standing == Standing::Unproven && !isChecking));
    m_copy->setText(tr("Copy proof"));
    m_copy->setToolTip(tr("The proof file as text, for the clipboard"));
    m_copy->setVisible(proof.bundle != nullptr);
    m_save->setText(tr("Save proof…"));
    m_save->setToolTip(tr("A file that anybody can check without a node: ain-studio-cli proof verify FILE"));
    m_save->setVisible(proof.bundle != nullptr);
    fit();
}

void ProofSheet::copy()
{
    if (!m_subject.proof.bundle)
        return;
    QGuiApplication::clipboard()->setText(QString::fromUtf8(json::pretty(m_subject.proof.bundle->toJson())));
    m_note->setText(tr("Copied."));
    m_note->setVisible(true);
}

void ProofSheet::save()
{
    const auto bundle = m_subject.proof.bundle;
    if (!bundle)
        return;
    m_error->clear();
    const qint64 block = m_subject.proof.mark.block() ? m_subject.proof.mark.block()->number() : 0;
    m_picker(u"ain-proof-%1.json"_s.arg(block), [this, bundle](const QString &path) {
        m_context.backends.light.saveProof(bundle, path).then(this, [this](const Result<> &result) {
            if (!result)
                m_error->show(result.error(), tr("The proof was not saved."));
            else
                m_note->setText(tr("Saved."));
            m_note->setVisible(result.has_value());
        });
    });
}

} // namespace ain::ui
