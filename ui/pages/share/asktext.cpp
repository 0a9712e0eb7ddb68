#include "ui/pages/share/asktext.h"

namespace ain::ui {

QString AskText::stage(const AskJob &job)
{
    switch (job.stage) {
    case AskStage::Waiting:
        return job.gaveBack.isEmpty() && job.begunBy.isEmpty() ? tr("Waiting for somebody who is free")
                                                               : tr("Given back; waiting for the next one who is free");
    case AskStage::Given: return tr("Taken; it begins soon");
    case AskStage::Drawing: return tr("Drawing: step %1 of %2").arg(job.step).arg(job.steps);
    case AskStage::Delivered: return tr("Delivered; it is being looked at");
    case AskStage::Accepted: return tr("Delivered, not paid yet");
    case AskStage::Paid: return tr("Delivered and paid");
    case AskStage::Expired: return tr("Nobody drew it in time");
    case AskStage::Cancelled: return tr("Taken back");
    case AskStage::Failed: return job.check == AskCheck::Bad ? tr("Refused, not paid") : tr("Not drawn");
    }
    return {};
}

Tone AskText::stageTone(AskStage stage)
{
    switch (stage) {
    case AskStage::Waiting:
    case AskStage::Given:
    case AskStage::Cancelled: return Tone::Plain;
    case AskStage::Drawing:
    case AskStage::Delivered: return Tone::Accent;
    case AskStage::Accepted:
    case AskStage::Paid: return Tone::Ok;
    case AskStage::Expired: return Tone::Warn;
    case AskStage::Failed: return Tone::Bad;
    }
    return Tone::Plain;
}

LampShape AskText::stageShape(AskStage stage)
{
    switch (stage) {
    case AskStage::Waiting:
    case AskStage::Given: return LampShape::Ring;
    case AskStage::Drawing:
    case AskStage::Delivered: return LampShape::Half;
    case AskStage::Accepted: return LampShape::Diamond;
    case AskStage::Paid: return LampShape::Full;
    case AskStage::Expired:
    case AskStage::Cancelled:
    case AskStage::Failed: return LampShape::Cross;
    }
    return LampShape::Ring;
}

QString AskText::check(AskCheck check)
{
    switch (check) {
    case AskCheck::None: return {};
    case AskCheck::NotDrawn: return tr("not spot-checked");
    case AskCheck::Ok: return tr("spot-checked: it holds");
    case AskCheck::Inconclusive: return tr("spot-checked: not sure");
    case AskCheck::Bad: return tr("spot-checked: it does not hold");
    }
    return {};
}

QString AskText::checkReason(AskCheck check)
{
    switch (check) {
    case AskCheck::None: return {};
    case AskCheck::NotDrawn:
        return tr("Lots are drawn which pictures are looked at, and this one was not. Only models that tell their "
                  "steps can be looked at.");
    case AskCheck::Ok:
        return tr("Some steps were drawn again on this computer, and they are what the provider says. That its words "
                  "stayed private does not follow from it.");
    case AskCheck::Inconclusive:
        return tr("The steps that were drawn again are neither clearly right nor clearly wrong. Other graphics cards "
                  "count a little otherwise.");
    case AskCheck::Bad:
        return tr("What was delivered is not what was ordered. It is not paid, and this provider is not asked again.");
    }
    return {};
}

Tone AskText::checkTone(AskCheck check)
{
    switch (check) {
    case AskCheck::None:
    case AskCheck::NotDrawn: return Tone::Plain;
    case AskCheck::Ok: return Tone::Ok;
    case AskCheck::Inconclusive: return Tone::Warn;
    case AskCheck::Bad: return Tone::Bad;
    }
    return Tone::Plain;
}

LampShape AskText::checkShape(AskCheck check)
{
    switch (check) {
    case AskCheck::None:
    case AskCheck::NotDrawn: return LampShape::Ring;
    case AskCheck::Ok: return LampShape::Full;
    case AskCheck::Inconclusive: return LampShape::Half;
    case AskCheck::Bad: return LampShape::Cross;
    }
    return LampShape::Ring;
}

QString AskText::cost(const AskJob &job)
{
    if (job.stage > AskStage::Paid)
        return tr("costs nothing");
    return job.isCostKnown ? Format::ain(job.cost) : tr("at most %1").arg(Format::ain(job.cost));
}

RowLamp AskText::lamp(const AskAgreement &agreement, qint64 nowMs)
{
    switch (agreement.state) {
    case AgreementState::Opening: return {LampShape::Half, Tone::Warn, tr("on its way")};
    case AgreementState::Open:
        return {lampShape(agreement.proof.standing()), Format::proofTone(agreement.proof.standing()),
                Format::proof(agreement.proof, nowMs)};
    case AgreementState::Broken: return {LampShape::Cross, Tone::Bad, tr("broken")};
    case AgreementState::Ended: break;
    }
    return {LampShape::Ring, Tone::Plain, tr("ended")};
}

} // namespace ain::ui
