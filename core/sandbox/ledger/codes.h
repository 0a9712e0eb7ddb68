// Result codes of the chain (chain.md 4.5).
#pragma once

namespace ain::sandbox::codes {

inline constexpr int Success = 0;
inline constexpr int SetValueInvalidStates = 10101;
inline constexpr int SetValueInvalidPath = 10102;
inline constexpr int SetValueShardedPath = 10103;
inline constexpr int TriggeredFunctionFailed = 10104;
inline constexpr int TriggeredSubtreeFunctionFailed = 10105;
inline constexpr int IncNotANumber = 10201;
inline constexpr int DecNotANumber = 10301;
inline constexpr int SetFunctionInvalidStates = 10401;
inline constexpr int SetFunctionInvalidPath = 10402;
inline constexpr int SetFunctionInvalidTree = 10403;
inline constexpr int SetFunctionOwnerOnly = 10404;
inline constexpr int SetRuleInvalidStates = 10501;
inline constexpr int SetRuleInvalidPath = 10502;
inline constexpr int SetRuleInvalidTree = 10503;
inline constexpr int SetOwnerInvalidStates = 10601;
inline constexpr int SetOwnerInvalidPath = 10602;
inline constexpr int SetOwnerInvalidTree = 10603;
inline constexpr int TxAlreadyReceived = 10701;
inline constexpr int TxInvalid = 10702;
inline constexpr int TxInvalidSignature = 10703;
inline constexpr int PoolFull = 10704;
inline constexpr int PoolFullForAccount = 10705;
inline constexpr int NoTxBody = 10706;
inline constexpr int NotExecutable = 10707;
inline constexpr int InvalidOperation = 10708;
inline constexpr int InvalidOperationType = 10709;
inline constexpr int NonNumericNonce = 10710;
inline constexpr int NonNumericTimestamp = 10711;
inline constexpr int InvalidNonce = 10712;
inline constexpr int InvalidTimestamp = 10713;
inline constexpr int InvalidGasPrice = 10714;
inline constexpr int PoolFullForFree = 10715;
inline constexpr int PoolFullForFreeAccount = 10716;
inline constexpr int BillingInvalidParam = 10801;
inline constexpr int BillingNoPermission = 10802;
inline constexpr int BillingMultiApp = 10803;
inline constexpr int BillingInvalidAccount = 10804;
inline constexpr int BillingBalanceTooLow = 10805;
inline constexpr int BillingAppStakeTooLow = 10806;
inline constexpr int StateBudgetServices = 10901;
inline constexpr int StateBudgetApps = 10902;
inline constexpr int StateBudgetFreeTier = 10905;
inline constexpr int StateBudgetApp = 10907;
inline constexpr int FeeBalanceTooLow = 11001;
inline constexpr int FeeCollectionFailed = 11002;
inline constexpr int TreeHeight = 11101;
inline constexpr int TreeBytes = 11103;
inline constexpr int RuleSubtree = 12101;
inline constexpr int RuleInternal = 12102;
inline constexpr int RuleWriteFalse = 12103;
inline constexpr int RuleStateFalse = 12104;
inline constexpr int RuleSyntax = 12105;
inline constexpr int OwnerInvalidPermission = 12201;
inline constexpr int OwnerSubtreeForRule = 12301;
inline constexpr int OwnerFalseForRule = 12302;
inline constexpr int OwnerSubtreeForFunction = 12401;
inline constexpr int OwnerFalseForFunction = 12402;
inline constexpr int OwnerSubtreeForOwner = 12501;
inline constexpr int OwnerFalseForOwner = 12502;
inline constexpr int SetTooManyOps = 30005;

inline constexpr int FunctionSkipped = 20000;
inline constexpr int FunctionFailure = 20001;
inline constexpr int FunctionInternal = 20002;
inline constexpr int FunctionInsufficientBalance = 20101;
inline constexpr int FunctionInLockup = 20201;
inline constexpr int FunctionInvalidLockup = 20202;
inline constexpr int FunctionInvalidServiceName = 20301;
inline constexpr int FunctionInvalidCheckoutAmount = 20402;
inline constexpr int FunctionInvalidRecipient = 20403;
inline constexpr int FunctionInvalidBridgeConfig = 20404;
inline constexpr int FunctionInvalidSender = 20405;
inline constexpr int FunctionUnprocessedRequest = 20406;
inline constexpr int FunctionInvalidCheckinAmount = 20407;
inline constexpr int FunctionInvalidSenderProof = 20408;
inline constexpr int FunctionInvalidAmount = 20501;

inline constexpr int GetTooManyBytes = 30002;
inline constexpr int GetTooManySiblings = 30003;
inline constexpr int TxTooLarge = 30301;
inline constexpr int TxMissingProperties = 30302;
inline constexpr int TxInvalidFormat = 30303;
inline constexpr int TxInvalidRpcSignature = 30304;
inline constexpr int AppNameLabel = 30601;
inline constexpr int AppNameService = 30602;
inline constexpr int AppNameInUse = 30603;

/// Codes with which a transaction is refused before it is executed: never charged, never in a block.
[[nodiscard]] constexpr bool isPrecheckFailure(int code)
{
    return code == NoTxBody || code == NotExecutable || (code >= NonNumericNonce && code <= InvalidGasPrice)
        || (code >= BillingInvalidParam && code <= BillingAppStakeTooLow) || code == 16001;
}

} // namespace ain::sandbox::codes
